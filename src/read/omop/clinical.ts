/** person, death, observation periods, visits, conditions, procedures. */
import { lastDayOf, type Moment, parseMoment } from '../../domain/time.ts';
import type { Cells } from './cells.ts';
import { type Chart, REFUSED, setAside, type Treatment, USED } from './chart.ts';
import { conceptOf } from './concepts.ts';

const FEMALE = '8532';
const MALE = '8507';
const STAYS =
  /inpatient|hospital(i[sz]ation| admission)|intensive care|skilled nursing|nursing facility|rehabilitation|hospice|long[- ]term/i;
const STAY_IDS = new Set(['9201', '262', '8717', '32037', '42898160', '8863', '8676', '8920', '8546', '581383']);
const EMERGENCY_IDS = new Set(['9203', '8870']);
const ALLERGY = /^(allergy|intolerance|hypersensitivity|adverse (drug )?reaction) to (.+)$/i;

/** Birth as exactly as the columns tell it. */
export function readPerson(cells: Cells, { record }: Chart): Treatment {
  const exact = cells.moment('birth_datetime');
  const [year, month, day] = ['year_of_birth', 'month_of_birth', 'day_of_birth'].map((column) => cells.number(column));
  const two = (value: number): string => String(value).padStart(2, '0');
  const parts = [year, month, day].map((part, place) =>
    part ? (place === 0 ? String(part).padStart(4, '0') : two(part)) : null,
  );
  const known = parts.slice(0, parts.indexOf(null) < 0 ? 3 : parts.indexOf(null)).join('-');
  const birth = known === '' ? exact : (parseMoment(known) ?? exact);
  if (known !== '' && birth === null)
    cells.report('bad-date', `birth \`${known}\``, 'Correct year, month and day of birth.');
  record.birth = birth;
  const gender = cells.conceptId('gender_concept_id');
  const word = cells.text('gender_source_value') ?? '';
  if (gender === FEMALE || (gender === null && /^(f|female)$/i.test(word))) record.sex = 'female';
  else if (gender === MALE || (gender === null && /^(m|male)$/i.test(word))) record.sex = 'male';
  else record.sex = gender === null && word === '' ? null : 'other';
  return USED;
}

/** The last day the source observed this person; of several periods the latest end. */
export function readObservationPeriod(cells: Cells, { record }: Chart): Treatment {
  const end = cells.moment('observation_period_end_date');
  if (end === null) {
    cells.report('missing-date', 'the observation period has no end', 'Give observation_period_end_date.');
    return REFUSED;
  }
  if (record.observedUntil === null || end.day > record.observedUntil.day) record.observedUntil = end;
  return USED;
}

export function readDeath(cells: Cells, { record }: Chart): Treatment {
  const at = cells.moment('death_date', 'death_datetime');
  if (at === null) return REFUSED;
  if (record.death !== null && record.death.day !== at.day) {
    cells.report('several-deaths', `death on ${record.death.iso} and on ${at.iso}`, 'Keep one; the first was used.');
    return setAside('another date of death was used');
  }
  record.death = at;
  return USED;
}

/** Emergency care counts as a stay where it lasted into another day, else as a visit. */
export function readVisit(cells: Cells, { record, vocabulary }: Chart): Treatment {
  const at = cells.moment('visit_start_date', 'visit_start_datetime');
  if (at === null) {
    cells.report('missing-date', 'the visit has no start', 'Give visit_start_date.');
    return REFUSED;
  }
  const id = cells.conceptId('visit_concept_id');
  const kind = (id === null ? null : vocabulary.concept(id)?.name) ?? (id === null ? 'unknown' : `concept ${id}`);
  const to = endAfter(cells, at, cells.moment('visit_end_date', 'visit_end_datetime'));
  const isStay = (id !== null && STAY_IDS.has(id)) || STAYS.test(kind);
  const isEmergency = id !== null && EMERGENCY_IDS.has(id);
  if (isStay || (isEmergency && to !== null && to.day > at.day))
    record.stays.push({ id: cells.id, from: at, to, kind });
  else record.visits.push({ id: cells.id, at, kind, reasons: [] });
  return USED;
}

export function readCondition(cells: Cells, chart: Chart): Treatment {
  const what = conceptOf(cells.named('condition'), chart.vocabulary);
  const onset = cells.moment('condition_start_date', 'condition_start_datetime');
  if (what === null) {
    cells.report('no-code', 'the condition has no concept and no source value', 'Give condition_source_value.');
    return REFUSED;
  }
  const abated = endAfter(cells, onset, cells.moment('condition_end_date'));
  const statusId = cells.conceptId('condition_status_concept_id');
  const verification = (statusId === null ? null : chart.vocabulary.concept(statusId)?.name) ?? null;
  chart.record.conditions.push({
    id: cells.id,
    what,
    onset,
    abated,
    recorded: null,
    status: /ruled out|refuted/i.test(verification ?? '') || abated !== null ? 'inactive' : 'unknown',
    verification,
    severity: null,
    evidence: [],
    notes: [],
  });
  return USED;
}

export function readProcedure(cells: Cells, chart: Chart): Treatment {
  const what = conceptOf(cells.named('procedure'), chart.vocabulary);
  if (what === null) {
    cells.report('no-code', 'the procedure has no concept and no source value', 'Give procedure_source_value.');
    return REFUSED;
  }
  const at = cells.moment('procedure_date', 'procedure_datetime');
  chart.record.procedures.push({ id: cells.id, what, at, status: 'completed', reasons: [], notes: [] });
  return USED;
}

/** An allergy or intolerance an observation states ("Allergy to penicillin"); false for any other observation. */
export function readReaction(cells: Cells, chart: Chart): boolean {
  const what = conceptOf(cells.named('observation'), chart.vocabulary);
  const match = what === null ? null : ALLERGY.exec(what.text);
  if (what === null || !match) return false;
  const { drug } = chart.drugs.resolve({ codings: [], text: match[3] ?? '' });
  if (drug.ingredients.length === 0) return false;
  const kind = /^(allergy|hypersens)/i.test(what.text)
    ? 'allergy'
    : /^intol/i.test(what.text)
      ? 'intolerance'
      : 'adverse-event';
  chart.record.reactions.push({
    id: cells.id,
    kind,
    what,
    at: cells.moment('observation_date', 'observation_datetime'),
    suspects: [drug],
    suspectIds: [],
    seriousness: null,
    severity: null,
    outcome: null,
    status: null,
    notes: [],
  });
  return true;
}

function endAfter(cells: Cells, start: Moment | null, end: Moment | null): Moment | null {
  if (start === null || end === null || lastDayOf(end) >= start.day) return end;
  cells.report('end-before-start', `the end ${end.iso} lies before the start ${start.iso}`, 'Correct the dates.');
  return null;
}
