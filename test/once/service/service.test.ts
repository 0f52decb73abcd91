/** The service as a caller meets it. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Assessment } from '../../../src/domain/assessment.ts';
import { CardShape } from '../../conformance/card-shape.ts';
import { example, patientView, post, started, type TestService } from './running.ts';

let service: TestService;
beforeAll(async () => {
  service = await started();
}, 240_000);
afterAll(() => service?.stop());

const url = (path: string): string => service.url + path;

describe('REST', () => {
  it('answers a record with the JSON of the command line', async () => {
    const answer = await post(url('/api/assess'), example('03-missed-doses'));
    expect(answer.status).toBe(200);
    const assessment = Assessment.parse(answer.json());
    expect(assessment.patients[0]?.trials[0]?.headline.term).toBe('missed-doses');
  });

  it('takes a day, a drug, a form, and assumptions', async () => {
    const body = example('03-missed-doses');
    expect((await post(url('/api/assess?asOf=2025-12-31'), body)).json().patients[0].asOf).toBe('2025-12-31');
    expect((await post(url('/api/assess?drug=Zoloft'), body)).json().patients[0].trials).toHaveLength(1);
    expect((await post(url('/api/assess?drug=metformin'), body)).status).toBe(400);
    expect((await post(url('/api/assess?format=html'), body)).text).toContain('<article>');
    expect((await post(url('/api/assess?format=fhir'), body)).json().resourceType).toBe('Bundle');
    const wrapped = { record: JSON.parse(body), asOf: '2025-11-30' };
    expect((await post(url('/api/assess'), wrapped)).json().patients[0].asOf).toBe('2025-11-30');
    expect((await post(url('/api/assess?asOf=yesterday'), body)).status).toBe(400);
    expect((await post(url('/api/assess?format=pdf'), body)).status).toBe(400);
  });

  it('says what is wrong with a body', async () => {
    expect((await post(url('/api/assess'), '{"resourceType":')).json().code).toBe('not-json');
    expect((await post(url('/api/assess'), { resourceType: 'Bundle', entry: [] })).json().code).toBe(
      'nothing-readable',
    );
    expect((await post(url('/api/assess'), '<x/>', { 'Content-Type': 'text/xml' })).status).toBe(415);
    expect((await fetch(url('/api/assess'))).status).toBe(405);
  });

  it('streams NDJSON: one answer a line, in order, a bad line costs only itself', async () => {
    const one = (name: string): string => JSON.stringify(JSON.parse(example(name)));
    const names = ['03-missed-doses', '08-low-drug-level', '01-responding', '09-delivery-problem'];
    const body = [one('03-missed-doses'), '{"bad', '', ...names.slice(1).map(one)].join('\n');
    const answer = await post(url('/api/assess'), body, { 'Content-Type': 'application/x-ndjson' });
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.code ?? line.patients[0].id)).toEqual([
      'calder',
      'not-json',
      'harrow',
      'ashdown',
      'ilford',
    ]);
    expect(lines[1].line).toBe(2);
  });

  it('publishes schemas that its own answers fit', async () => {
    const schema = await (await fetch(url('/schema.json'))).json();
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema as object);
    expect(validate((await post(url('/api/assess'), example('08-low-drug-level'))).json())).toBe(true);
    const openapi = await (await fetch(url('/openapi.json'))).json();
    const { components, paths } = openapi as { components: { schemas: Record<string, object> }; paths: object };
    expect(Object.keys(paths)).toContain('/api/assess');
    const terms = new Ajv2020({ strict: false, validateFormats: false }).compile(components.schemas.Terms ?? {});
    expect(terms(await (await fetch(url('/api/terms'))).json())).toBe(true);
    expect((await fetch(url('/api/terms/tolerance'))).status).toBe(200);
    expect((await fetch(url('/api/terms/tolerence'))).status).toBe(404);
  });

  it('tells its health and its numbers', async () => {
    expect(await (await fetch(url('/readyz'))).json()).toEqual({ workers: true, store: true, accepting: true });
    const numbers = await (await fetch(url('/metrics'))).text();
    expect(numbers).toMatch(/rxwhy_requests_total\{route="\/api\/assess",status="200"\} \d/);
    expect(numbers).not.toMatch(/calder|harrow/);
  });
});

describe('FHIR', () => {
  it('answers a Bundle and Parameters alike', async () => {
    const bundle = JSON.parse(example('02-never-filled'));
    const direct = await post(url('/fhir/$rxwhy'), bundle, { 'Content-Type': 'application/fhir+json' });
    expect(direct.headers.get('content-type')).toContain('application/fhir+json');
    const parameters = { resourceType: 'Parameters', parameter: [{ name: 'record', resource: bundle }] };
    const wrapped = await post(url('/fhir/$rxwhy'), parameters);
    const types = (answer: { json(): { entry: { resource: { resourceType: string } }[] } }): string[] =>
      answer.json().entry.map(({ resource }) => resource.resourceType);
    expect(types(direct)).toEqual(types(wrapped));
    expect(new Set(types(direct))).toEqual(new Set(['Device', 'DetectedIssue', 'GuidanceResponse', 'Provenance']));
  });

  it('refuses in its own form', async () => {
    const answer = await post(url('/fhir/$rxwhy'), 'x');
    expect(answer.status).toBe(400);
    expect(answer.json().resourceType).toBe('OperationOutcome');
    const named = { resourceType: 'Parameters', parameter: [{ name: 'patient', valueString: 'p1' }] };
    expect((await post(url('/fhir/$rxwhy'), named)).status).toBe(412);
  });

  it('says what it can do', async () => {
    const statement = (await (await fetch(url('/fhir/metadata'))).json()) as Record<string, unknown>;
    expect(statement.resourceType).toBe('CapabilityStatement');
    expect(statement.fhirVersion).toBe('4.0.1');
  });
});

describe('CDS Hooks', () => {
  it('are discovered with prefetch templates of the allowed syntax', async () => {
    const { services } = (await (await fetch(url('/cds-services'))).json()) as {
      services: { hook: string; id: string; description: string; prefetch: Record<string, string> }[];
    };
    expect(services.map(({ hook }) => hook)).toEqual(['patient-view', 'order-select', 'order-sign']);
    const template =
      /^(Patient\/\{\{context\.patientId\}\}|[A-Z][A-Za-z]+\?patient=\{\{context\.patientId\}\}(&_count=\d+)?(&_sort=-date)?)$/;
    for (const { prefetch } of services) for (const text of Object.values(prefetch)) expect(text).toMatch(template);
  });

  it('show a card, store what becomes of it, and then are quiet until the evidence changes', async () => {
    const path = url('/cds-services/rxwhy-patient-view');
    const request = patientView('03-missed-doses');
    const { cards } = (await post(path, request)).json();
    expect(cards).toHaveLength(1);
    CardShape.parse(cards[0]);
    expect((await post(path, request)).json().cards[0].uuid).toBe(cards[0].uuid);
    const feedback = { card: cards[0].uuid, outcome: 'overridden', outcomeTimestamp: '2026-01-02T03:04:05Z' };
    const reason = { reason: { code: 'known', system: 'https://x.example' }, userComment: 'Ms Calder told me' };
    const told = await post(`${path}/feedback`, { feedback: [{ ...feedback, overrideReason: reason }] });
    expect(told.status).toBe(200);
    expect(service.feedback.at(-1)).toMatchObject({ card: cards[0].uuid, reasonCode: 'known', comment: null });
    expect((await post(path, request)).json()).toEqual({ cards: [] });
    const colleague = { ...request, context: { ...(request.context as object), userId: 'Practitioner/other' } };
    expect((await post(path, colleague)).json().cards).toHaveLength(1);
    const prefetch = structuredClone(request.prefetch) as Record<string, { entry: unknown[] }>;
    prefetch.medicationDispenses?.entry.pop();
    expect((await post(path, { ...request, prefetch })).json().cards).toHaveLength(1);
  });

  it('refuse what is not shaped as the standard says', async () => {
    const path = url('/cds-services/rxwhy-patient-view');
    expect((await post(path, {})).status).toBe(400);
    expect((await post(path, { ...patientView('03-missed-doses'), hook: 'order-sign' })).json().code).toBe(
      'wrong-hook',
    );
    expect((await post(url('/cds-services/nonesuch'), {})).status).toBe(404);
    expect((await post(`${path}/feedback`, { feedback: [{ card: 'x', outcome: 'accepted' }] })).status).toBe(400);
    const { prefetch: _, ...bare } = patientView('03-missed-doses');
    expect((await post(path, bare)).status).toBe(412);
  });

  it('are silent where there is nothing to say', async () => {
    expect((await post(url('/cds-services/rxwhy-patient-view'), patientView('01-responding'))).json()).toEqual({
      cards: [],
    });
  });

  it('warn of a prodrug that will not be activated before it is signed', async () => {
    const draft = {
      resourceType: 'MedicationRequest',
      id: 'new',
      status: 'draft',
      intent: 'order',
      medicationCodeableConcept: { text: 'clopidogrel 75 MG Oral Tablet' },
      dosageInstruction: [{ text: 'Take 1 tablet daily' }],
    };
    const genotype = {
      resourceType: 'Observation',
      id: 'g1',
      status: 'final',
      subject: { reference: 'Patient/p1' },
      effectiveDateTime: '2024-01-01',
      code: { text: 'CYP2C19 genotype' },
      valueCodeableConcept: { text: '*2/*2' },
    };
    const call = {
      hook: 'order-sign',
      hookInstance: '1',
      context: {
        userId: 'Practitioner/1',
        patientId: 'p1',
        draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] },
      },
      prefetch: {
        patient: { resourceType: 'Patient', id: 'p1' },
        medicationRequests: null,
        observations: { resourceType: 'Bundle', entry: [{ resource: genotype }] },
      },
    };
    const { cards } = (await post(url('/cds-services/rxwhy-order-sign'), call)).json();
    expect(cards.map((card: { source: { topic: { code: string } } }) => card.source.topic.code)).toEqual([
      'prodrug-not-activated-genotype',
    ]);
    const other = { ...call, prefetch: { ...call.prefetch, observations: null } };
    expect((await post(url('/cds-services/rxwhy-order-sign'), other)).json()).toEqual({ cards: [] });
  });

  it('let browsers of other origins ask first', async () => {
    const answer = await fetch(url('/cds-services/rxwhy-patient-view'), {
      method: 'OPTIONS',
      headers: { Origin: 'https://ehr.example' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
  });
});

describe('the log', () => {
  it('holds nothing of the patients, whatever was sent', async () => {
    await post(
      url('/api/assess'),
      example('03-missed-doses').replace('"resourceType": "Patient"', '"resourceType": "Oops"'),
    );
    await fetch(url('/api/terms/calder?patient=calder'));
    await fetch(url('/calder/1958-03-14'));
    const log = service.log.join('');
    expect(service.log.length).toBeGreaterThan(20);
    const secrets = ['calder', 'harrow', 'jarrow', 'birkett', 'sertraline', 'quill', 'Calder'];
    for (const name of ['03-missed-doses', '08-low-drug-level', '10-stopped-early', '02-never-filled']) {
      for (const [date] of example(name).matchAll(/\b(19|20)\d\d-\d\d-\d\d\b/g)) secrets.push(date);
    }
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });
});
