const JSON_TYPE = 'application/json';

/** Hands something to the person as a file that any other program can read. */
export function saveAsFile(name: string, value: unknown): void {
  const content = new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: JSON_TYPE });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
