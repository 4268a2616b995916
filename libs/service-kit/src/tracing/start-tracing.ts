import { tracing } from '@tidemark/messaging';
import { traceIds } from './trace-ids';

/** The path that OTLP prescribes below the address of a collector. */
const TRACES_PATH = '/v1/traces';

/**
 * From here on spans are sent to a collector, in batches; one that is away costs them and nothing else. What it takes
 * is loaded only now. Returns what sends the rest on the way out.
 */
export async function startTracing(serviceName: string, collectorUrl: string): Promise<() => Promise<void>> {
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const exporter = new OTLPTraceExporter({ url: collectorUrl.replace(/\/+$/, '') + TRACES_PATH });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    idGenerator: traceIds,
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  tracing.isOn = true;
  return () => provider.shutdown();
}
