/** OpenTelemetry spans where an operator names a collector; otherwise nothing is loaded and nothing is measured. */

export interface Span {
  end(status: number): void;
}

export interface Tracing {
  /** a span of one request; attributes are the route, the method and the status only */
  start(route: string, method: string, traceparent: string | undefined): Span;
  close(): Promise<void>;
}

const SILENT: Tracing = { start: () => ({ end: () => {} }), close: async () => {} };

/** Spans sent to `endpoint` (OTLP over HTTP); silent where it is undefined. */
export async function makeTracing(endpoint: string | undefined): Promise<Tracing> {
  if (endpoint === undefined) return SILENT;
  const [{ BasicTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }, api, core] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'rxwhy' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('rxwhy');
  const propagator = new core.W3CTraceContextPropagator();
  return {
    start: (route, method, traceparent) => {
      const carrier = traceparent === undefined ? {} : { traceparent };
      const parent = propagator.extract(api.ROOT_CONTEXT, carrier, api.defaultTextMapGetter);
      const attributes = { 'http.route': route, 'http.request.method': method };
      const span = tracer.startSpan(`${method} ${route}`, { kind: api.SpanKind.SERVER, attributes }, parent);
      return {
        end: (status) => {
          span.setAttribute('http.response.status_code', status);
          if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    close: () => provider.shutdown(),
  };
}
