/** Makes a record and its trials from the short form the cases are written in. Day numbers, no dates. */
import { emptyRecord, type Observation, type PatientRecord } from '../../domain/record.ts';
import { type Moment, momentOfDay } from '../../domain/time.ts';
import type { Trial } from '../../domain/trial.ts';

/** A trial as a case writes it. */
export interface CaseTrial {
  id?: string;
  drug: { name: string; id: string; atc: string[] };
  condition?: string | null;
  start: number;
  end?: number;
  plannedEnd?: number;
  regimen?: string;
  daily?: [from: number, mg: number][];
  observed?: [from: number, to: number][];
  startMinute?: number;
  neverStarted?: 'covered' | 'uncovered';
  stop?: { kind?: string; by?: string; text?: string };
  statements?: [text: string, by: string, day: number, status?: string][];
  levels?: [day: number, verdict: string, value: number][];
  orders?: string[];
}

/** What a case gives. */
export interface CaseGiven {
  asOf: number;
  birthDay?: number;
  trial: CaseTrial;
  others?: CaseTrial[];
  /** measure as a record names it, day, value, unit; a fifth cell is the minute of the day or a comparator */
  values?: [what: string, day: number, value: number, unit: string | null, more?: number | string][];
  coded?: [what: string, day: number, answer: string, by?: string, about?: string][];
  cultures?: [day: number, organism: string | null][];
  conditions?: [text: string, day: number, abated?: number][];
  visits?: [reason: string, day: number][];
  goals?: [what: string, low: number | null, high: number | null, unit: string | null, comparator?: string][];
}

const MINUTES_PER_DAY = 1440;
const concept = (text: string) => ({ text, codings: [] });

function at(day: number, minute?: number): Moment {
  const moment = momentOfDay(day);
  if (minute === undefined) return moment;
  return { ...moment, minute: day * MINUTES_PER_DAY + minute, precision: 'minute' };
}

function trialOf(given: CaseTrial, place: number, asOf: number): Trial {
  const id = given.id ?? `p/${given.drug.name}/${place}`;
  const order = given.orders ?? [`order/${place}`];
  const end = given.end ?? null;
  const steps = given.daily ?? [[given.start, 100]];
  return {
    id,
    ingredient: { id: given.drug.id, name: given.drug.name },
    partners: [],
    product: null,
    text: given.drug.name,
    atc: given.drug.atc,
    route: null,
    form: null,
    regimen: given.regimen ?? null,
    indication:
      given.condition === undefined
        ? null
        : { text: '', condition: given.condition, basis: 'recorded', records: [`indication/${place}`] },
    start: given.start,
    startMoment: at(given.start, given.startMinute),
    startBasis: 'dispensed',
    end,
    endMoment: end === null ? null : at(end),
    endReason: end === null ? null : 'dated-stop',
    stop: given.stop
      ? {
          day: end,
          kind: (given.stop.kind ?? null) as 'ineffective' | null,
          by: (given.stop.by ?? 'prescriber') as 'prescriber',
          reason: given.stop.text === undefined ? null : concept(given.stop.text),
          records: order,
        }
      : null,
    plannedEnd: given.plannedEnd ?? null,
    fixedCourse: given.plannedEnd !== undefined,
    asNeeded: false,
    initiation: {
      answer: given.neverStarted ? 'no' : 'yes',
      because: given.neverStarted ? 'never-dispensed' : 'dispensed',
      pharmacyCovers: given.neverStarted === 'uncovered' ? 'unknown' : 'yes',
      records: order,
    },
    doses: steps.map(([from, mg], i) => ({
      from,
      to: steps[i + 1]?.[0] ?? end ?? asOf + 1,
      dailyDose: mg,
      unit: 'mg',
      perIntake: mg,
      intakesPerDay: 1,
      route: null,
      timing: null,
      records: order,
    })),
    supply: [],
    taking: (given.observed ?? []).map(([from, to]) => ({ from, to, share: 1, source: 'observed', records: ['mar'] })),
    levels: (given.levels ?? []).map(([day, verdict, value]) => ({
      day,
      minute: day * MINUTES_PER_DAY,
      value,
      unit: 'ng/mL',
      low: 5,
      high: 15,
      verdict: verdict as 'within',
      rangeFrom: 'laboratory',
      sources: [],
      checked: true,
      record: `level/${day}`,
    })),
    orders: order,
    supplies: [],
    intakes: [],
    statements: (given.statements ?? []).map((_, i) => `statement/${place}/${i}`),
  };
}

const plainObservation = (id: string, what: string): Observation => ({
  id,
  at: null,
  issued: null,
  what: concept(what),
  value: null,
  coded: null,
  panel: null,
  referenceLow: null,
  referenceHigh: null,
  interpretation: null,
  status: 'final',
  by: 'clinician',
  category: null,
  method: null,
  about: [],
  derivedFrom: [],
  notes: [],
});

/** The record, trials and as-of moment of a case; the trial under test comes first. */
export function caseRecord(given: CaseGiven): { record: PatientRecord; trials: Trial[]; asOf: Moment } {
  const record = emptyRecord('p');
  if (given.birthDay !== undefined) record.birth = at(given.birthDay);
  (given.values ?? []).forEach(([what, day, value, unit, more], i) => {
    const minute = typeof more === 'number' ? more : undefined;
    const comparator = typeof more === 'string' ? (more as '<') : null;
    record.observations.push({
      ...plainObservation(`obs/${i}`, what),
      at: at(day, minute),
      value: { value, unit, comparator },
    });
  });
  (given.coded ?? []).forEach(([what, day, answer, by, about], i) => {
    record.observations.push({
      ...plainObservation(`coded/${i}`, what),
      at: at(day),
      coded: concept(answer),
      by: (by ?? 'clinician') as 'clinician',
      about: about === undefined ? [] : [about],
    });
  });
  (given.cultures ?? []).forEach(([day, organism], i) => {
    record.cultures.push({
      id: `culture/${i}`,
      collected: at(day),
      reported: null,
      specimen: concept('blood'),
      organism: organism === null ? null : concept(organism),
      growth: organism !== null,
      screening: null,
      results: [],
      notes: [],
    });
  });
  (given.conditions ?? []).forEach(([text, day, abated], i) => {
    record.conditions.push({
      id: `condition/${i}`,
      what: concept(text),
      onset: at(day),
      abated: abated === undefined ? null : at(abated),
      recorded: null,
      status: 'active',
      verification: 'confirmed',
      severity: null,
      evidence: [],
      notes: [],
    });
  });
  (given.visits ?? []).forEach(([reason, day], i) => {
    record.visits.push({ id: `visit/${i}`, at: at(day), kind: 'outpatient', reasons: [concept(reason)] });
  });
  (given.goals ?? []).forEach(([what, low, high, unit, comparator], i) => {
    const bound = (value: number | null) =>
      value === null ? null : { value, unit, comparator: (comparator ?? null) as '<' | null };
    record.goals.push({ id: `goal/${i}`, what: concept(what), low: bound(low), high: bound(high), from: null });
  });
  const all = [given.trial, ...(given.others ?? [])];
  all.forEach((trial, place) => {
    (trial.statements ?? []).forEach(([text, by, day, status], i) => {
      record.statements.push({
        id: `statement/${place}/${i}`,
        drug: { text: '', codings: [], ingredients: [], product: null, form: null, route: null, resolvedBy: null },
        orderId: null,
        from: null,
        to: null,
        asserted: at(day),
        status: (status ?? 'taking') as 'taking',
        share: null,
        by: by as 'patient',
        reason: concept(text),
        directions: [],
        indications: [],
        indicationIds: [],
        notes: [],
      });
    });
  });
  return { record, trials: all.map((trial, place) => trialOf(trial, place, given.asOf)), asOf: at(given.asOf) };
}
