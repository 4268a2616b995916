/** An element that the page was written with; its absence is a mistake of ours and not of the visitor. */
export function element<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} #${id}`);
}

/** Writes only what is different, so that a screen reader is not told the same thing every second. */
export function say(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Off but focusable: a button that vanished under the finger would throw the focus away. */
export function allow(button: HTMLButtonElement, isAllowed: boolean): void {
  button.setAttribute('aria-disabled', String(!isAllowed));
}

export function isAllowed(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-disabled') !== 'true';
}
