/** What this browser remembers under one name, for all of its tabs; one that keeps nothing remembers nothing. */
export class Note<Value> {
  constructor(private readonly name: string) {}

  /** Nothing where it is about something else; what cannot be read any more is as good as forgotten. */
  read(isWanted: (value: Value) => boolean = () => true): Value | null {
    try {
      const value = JSON.parse(localStorage.getItem(this.name) ?? 'null') as Value | null;
      return value !== null && isWanted(value) ? value : null;
    } catch {
      return null;
    }
  }

  write(value: Value): void {
    try {
      localStorage.setItem(this.name, JSON.stringify(value));
    } catch {
      return;
    }
  }

  erase(): void {
    try {
      localStorage.removeItem(this.name);
    } catch {
      return;
    }
  }
}
