/** Counters and durations for Prometheus; labels are routes and codes, never anything of a request. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from './work/pool.ts';

export interface Metrics {
  answered(route: string, status: number, seconds: number): void;
  refused(code: string): void;
  assessed(patients: number): void;
  cards(shown: number, quiet: number): void;
  feedback(outcome: string): void;
  text(): Promise<string>;
  type: string;
}

/** A registry of its own, so that two services in one process do not mix. */
export function makeMetrics(pool: Pool): Metrics {
  const registers = [new Registry()];
  const [registry] = registers;
  const requests = new Counter({
    name: 'rxwhy_requests_total',
    help: 'answers',
    labelNames: ['route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'rxwhy_request_seconds',
    help: 'time to answer',
    labelNames: ['route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const refusals = new Counter({
    name: 'rxwhy_refusals_total',
    help: 'requests refused',
    labelNames: ['code'],
    registers,
  });
  const patients = new Counter({ name: 'rxwhy_patients_assessed_total', help: 'records assessed', registers });
  const shown = new Counter({
    name: 'rxwhy_cards_total',
    help: 'cards shown, or kept quiet',
    labelNames: ['kind'],
    registers,
  });
  const outcomes = new Counter({
    name: 'rxwhy_feedback_total',
    help: 'feedback stored',
    labelNames: ['outcome'],
    registers,
  });
  new Gauge({
    name: 'rxwhy_jobs',
    help: 'assessments running, waiting, and workers replaced',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(pool.counts())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'rxwhy_resident_bytes',
    help: 'memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    answered: (route, status, took) => {
      requests.inc({ route, status });
      seconds.observe({ route }, took);
    },
    refused: (code) => refusals.inc({ code }),
    assessed: (count) => patients.inc(count),
    cards: (told, quiet) => {
      shown.inc({ kind: 'shown' }, told);
      shown.inc({ kind: 'quiet' }, quiet);
    },
    feedback: (outcome) => outcomes.inc({ outcome }),
    text: () => registry?.metrics() ?? Promise.resolve(''),
    type: registry?.contentType ?? 'text/plain',
  };
}
