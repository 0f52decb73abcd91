/** The FHIR door: $rxwhy on a bundle or a patient of the configured server, and what the server can do. */
import pkg from '../../../package.json' with { type: 'json' };
import { OPERATION_CANONICAL } from '../../domain/canonical.ts';
import { type Exchange, sendJson } from '../exchange.ts';
import { readPatientRecord } from '../hooks/read-missing.ts';
import { readBody } from '../read-body.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import { refusalOf, sendAnswer } from './answers.ts';
import type { Route } from './route.ts';

const MEDIA = 'application/fhir+json';

async function operation(exchange: Exchange, service: Service): Promise<void> {
  const body = await readBody(exchange.request, service.settings.limits);
  const recorded = new Date().toISOString();
  const copy = new Uint8Array(body);
  const answer = await service.pool.run({ kind: 'operation', body, recorded, fetched: [] });
  if (answer.kind !== 'patient') {
    sendAnswer(exchange, service, answer);
    return;
  }
  const fetched = await readPatientRecord(answer.id, service);
  sendAnswer(exchange, service, await service.pool.run({ kind: 'operation', body: copy, recorded, fetched }));
}

async function ofPatient(
  exchange: Exchange,
  service: Service,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw new Refusal(400, 'bad-id', 'this is no logical id');
  const fetched = await readPatientRecord(id, service);
  const job = { kind: 'operation' as const, body: new Uint8Array(0), recorded: new Date().toISOString(), fetched };
  const answer = await service.pool.run(withParameters(job, id));
  if (answer.kind === 'refused') throw refusalOf(answer);
  sendAnswer(exchange, service, answer);
}

function withParameters<J extends { body: Uint8Array<ArrayBuffer> }>(job: J, id: string): J {
  const parameters = { resourceType: 'Parameters', parameter: [{ name: 'patient', valueId: id }] };
  return { ...job, body: new TextEncoder().encode(JSON.stringify(parameters)) };
}

/** What this FHIR server can do. */
export function capabilityStatement(base: string): Record<string, unknown> {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-25',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    software: { name: 'RxWhy', version: pkg.version },
    implementation: { description: 'Says why a medicine is not working, and what that is called', url: `${base}/fhir` },
    rest: [
      {
        mode: 'server',
        documentation: 'POST a Bundle, or Parameters with one, to $rxwhy; the answer is a Bundle. Nothing is stored.',
        operation: [{ name: 'rxwhy', definition: OPERATION_CANONICAL }],
      },
    ],
  };
}

export const fhirRoutes: readonly Route[] = [
  { method: 'POST', path: '/fhir/$rxwhy', isOpen: false, isFhir: true, handle: operation },
  { method: 'POST', path: '/fhir/Patient/:id/$rxwhy', isOpen: false, isFhir: true, handle: ofPatient },
  { method: 'GET', path: '/fhir/Patient/:id/$rxwhy', isOpen: false, isFhir: true, handle: ofPatient },
  {
    method: 'GET',
    path: '/fhir/metadata',
    isOpen: true,
    isFhir: true,
    handle: async (exchange) => sendJson(exchange, capabilityStatement(exchange.base), 200, MEDIA),
  },
];
