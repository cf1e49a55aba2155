import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus may ask: how many requests, how long they took, how much memory the process holds. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: 'playground_http_requests_total',
    help: 'Requests answered, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: 'playground_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['route'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [this.#registry],
  });

  constructor() {
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the process.',
      registers: [this.#registry],
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
  }

  observe(method: string, route: string, status: number, durationMs: number): void {
    this.#requests.inc({ method, route, status });
    this.#durations.observe({ route }, durationMs / 1000);
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  clear(): void {
    this.#registry.resetMetrics();
  }
}
