/** A running service for tests: in this process, its state in plain memory, its log kept. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../../src/server/settings.ts';
import { type RunningService, startService } from '../../../src/server/start.ts';
import type { Feedback, Store } from '../../../src/server/store/index.ts';

export interface TestService extends RunningService {
  log: string[];
  feedback: Feedback[];
}

/** A store that only remembers; the real ones have tests of their own. */
export function plainStore(feedback: Feedback[], keys: ReadonlyMap<string, string> = new Map()): Store {
  return {
    secret: 'test',
    addFeedback: async (_tenant, _service, rows) => void feedback.push(...rows),
    dealtWith: async (cards) => new Set(cards.filter((card) => feedback.some((one) => one.card === card))),
    addShown: async () => {},
    addAudit: async () => {},
    keyName: async (key) => keys.get(key) ?? null,
    createKey: async () => '',
    revokeKey: async () => false,
    hasKeys: async () => keys.size > 0,
    isUp: async () => true,
    close: async () => {},
  };
}

/** Starts on a free port; `over` are settings, `keys` API keys by value. */
export async function started(
  over: Record<string, unknown> = {},
  keys = new Map<string, string>(),
): Promise<TestService> {
  const log: string[] = [];
  const feedback: Feedback[] = [];
  const settings = readSettings({}, { port: 0, state: null, ...over }, keys.size > 0);
  const running = await startService(settings, plainStore(feedback, keys), { write: (line) => void log.push(line) });
  return { ...running, log, feedback };
}

export const example = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../docs/examples/${name}.json`, import.meta.url)), 'utf8');

interface Entry {
  resource: { resourceType: string; id: string; [element: string]: unknown };
}

/** The resources of one type in an example, as a search would answer. */
export function searchset(name: string, type: string): { resourceType: 'Bundle'; type: 'searchset'; entry: Entry[] } {
  const { entry } = JSON.parse(example(name)) as { entry: Entry[] };
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: entry.filter(({ resource }) => resource.resourceType === type),
  };
}

/** A patient-view call with everything of an example prefetched. */
export function patientView(name: string): Record<string, unknown> {
  const patient = searchset(name, 'Patient').entry[0]?.resource;
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/dr-quill', patientId: patient?.id },
    prefetch: {
      patient,
      medicationRequests: searchset(name, 'MedicationRequest'),
      medicationDispenses: searchset(name, 'MedicationDispense'),
      conditions: searchset(name, 'Condition'),
      observations: searchset(name, 'Observation'),
    },
  };
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, {
    method: 'POST',
    body: text,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const said = await answer.text();
  return { status: answer.status, headers: answer.headers, text: said, json: () => JSON.parse(said) };
}
