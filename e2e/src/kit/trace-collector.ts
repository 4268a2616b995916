import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One span, with what a story asks about. */
export interface ToldSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<ToldSpan, 'service'>[] }[];
  }[];
}

/** Where services send their traces: as much of a collector as it takes to read them. */
export class TraceCollector {
  readonly spans: ToldSpan[] = [];
  /** Everything that was sent, as it came. */
  readonly texts: string[] = [];

  private constructor(
    readonly url: string,
    readonly close: () => void,
  ) {}

  static async listen(): Promise<TraceCollector> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (request.url === '/v1/traces') collector.take(Buffer.concat(parts).toString());
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const collector = new TraceCollector(`http://127.0.0.1:${port}`, () => server.close());
    return collector;
  }

  spansOf(traceId: string): readonly ToldSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  /** Every span below this one, however deep. */
  below({ spanId }: ToldSpan): readonly ToldSpan[] {
    const children = this.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
    return [...children, ...children.flatMap((child) => this.below(child))];
  }

  private take(text: string): void {
    this.texts.push(text);
    for (const { resource, scopeSpans } of (JSON.parse(text) as Sent).resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      this.spans.push(...scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service }))));
    }
  }
}
