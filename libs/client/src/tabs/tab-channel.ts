/** What the tabs of a browser say to one another. A tab does not hear itself. */
export interface TabChannel<Message> {
  post(message: Message): void;
  listen(heard: (message: Message) => void): void;
  close(): void;
}

/** A channel of this browser; where it has none, every tab is alone and does everything itself. */
export function browserChannel<Message>(name: string): TabChannel<Message> {
  if (typeof BroadcastChannel === 'undefined') return aloneChannel();
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => (channel.onmessage = ({ data }: MessageEvent<Message>) => heard(data)),
    close: () => channel.close(),
  };
}

/** For whoever has no other tabs. */
export function aloneChannel<Message>(): TabChannel<Message> {
  return { post: () => undefined, listen: () => undefined, close: () => undefined };
}
