/** A hook call -> cards, or what it still needs. */
import { cardOptions } from '../../cli/formats.ts';
import { nameUuid } from '../../cli/name-uuid.ts';
import type { Core } from '../../cli/wiring.ts';
import { keyedCards } from '../../emit/cds-hooks/index.ts';
import { draftOrders } from '../hooks/drafts.ts';
import { gathered, missingMedications } from '../hooks/gather.ts';
import { hookRequest, patientIdOf } from '../hooks/request.ts';
import { PREFETCH, SERVICES } from '../hooks/services.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, HookJob } from './job.ts';
import { parseJson } from './parse-json.ts';
import { dayOf } from './run-assess.ts';

/** Medications read one by one; a record that needs more is odd. */
const MOST_REFERENCES = 50;

/** The first pass answers with what it wants; the second, with `fetched` and `unavailable` filled, with cards. */
export function hookAnswer(job: HookJob, core: Core, depth: number): Answer {
  const service = SERVICES.find(({ id }) => id === job.service);
  if (service === undefined) throw new Refusal(404, 'no-such-service', 'there is no such service');
  const request = hookRequest(parseJson(job.body, depth), service);
  const { resources, queries } = gathered(request);
  const { isSecond } = job;
  const fhirServer = request.fhirServer ?? null;
  const references = missingMedications(resources, MOST_REFERENCES);
  if (!isSecond && fhirServer !== null && (queries.length > 0 || references.length > 0)) {
    const token = request.fhirAuthorization?.access_token ?? null;
    return { kind: 'wants', fhirServer, token, patient: patientIdOf(request), queries, references };
  }
  const lacking = isSecond ? job.unavailable : queries.flatMap(({ key, isLaterPage }) => (isLaterPage ? [] : [key]));
  const essential = PREFETCH.filter(({ key, isEssential }) => isEssential && lacking.includes(key));
  if (essential.length > 0) {
    const keys = essential.map(({ key }) => key).join(', ');
    const help = 'Send them as prefetch, or name a fhirServer (with fhirAuthorization) they can be read from.';
    throw new Refusal(412, 'missing-data', `needed and not to be had: ${keys}`, help);
  }
  const drafts = service.hook === 'patient-view' ? null : draftOrders(request, job.today);
  const values = [
    ...resources,
    ...job.fetched.map((bytes) => parseJson(bytes, depth)),
    ...(drafts === null ? [] : [...drafts.orders, ...drafts.beside]),
  ];
  const where = 'prefetch';
  const reading = core.read({ values: values.map((value) => ({ value, where })), refused: [], remarks: [] });
  const id = patientIdOf(request);
  const record = reading.records.find((each) => each.id === id) ?? null;
  if (record === null) return { kind: 'cards', cards: [] };
  const rows = (drafts?.orders ?? []).map((draft) => `MedicationRequest/${String(draft.id)}`);
  const names = record.orders
    .filter((order) => rows.includes(order.id))
    .flatMap((order) => order.drug.ingredients.map(({ name }) => name.toLowerCase()));
  const ordered = drafts === null ? null : { names, rows };
  const asOf = drafts !== null || job.asOf === 'today' ? dayOf(job.today) : null;
  const assessed = core.assess({ record, asOf: null }, { asOf, assume: null });
  const whose = JSON.stringify([job.tenant, request.context.userId]);
  const uuid = (text: string): string => nameUuid(`${whose}${text}`, job.secret);
  const options = { ...cardOptions(core.knowledge, { page: job.page, uuid }), ordered };
  return { kind: 'cards', cards: keyedCards(assessed, options) };
}
