/** Rows of a simulated record: what a well-kept source would hold. */
import type { Concept, Condition, Drug, Observation, Order, Supply } from '../domain/record.ts';
import { type Moment, momentOfDay } from '../domain/time.ts';
import type { Scenario, SimulatedDrug } from '../knowledge/simulation/index.ts';

/** A concept with one code, or none where `code` is empty. */
export const concept = (text: string, system = '', code = ''): Concept => ({
  text,
  codings: code === '' ? [] : [{ system, code, display: text }],
});

interface Ordered {
  id: string;
  drug: Drug;
  row: SimulatedDrug;
  dose: number;
  start: number;
  indication: Concept;
  indicationId: string | null;
  /** a stop on record: its day and reason */
  stop: { day: number; reason: string | null } | null;
  /** planned end of a course */
  end?: Moment;
}

/** A prescription with its dose and frequency. */
export function orderRow({ id, drug, row, dose, start, indication, indicationId, stop, end }: Ordered): Order {
  return {
    id,
    drug: { ...drug, route: row.route },
    status: stop === null ? 'active' : 'stopped',
    authored: momentOfDay(start),
    start: momentOfDay(start),
    end: end ?? null,
    stopped: stop === null ? null : momentOfDay(stop.day),
    stopReason: stop?.reason ? concept(stop.reason) : null,
    directions: [
      {
        text: null,
        perIntake: { value: dose, unit: row.unit, comparator: null },
        intakesPerDay: row.perDay,
        asNeeded: false,
        durationDays: null,
        from: null,
        to: null,
        route: row.route,
        timing: null,
      },
    ],
    indications: [indication],
    indicationIds: indicationId === null ? [] : [indicationId],
    setting: 'outpatient',
    daysSupply: null,
    quantity: null,
    refillsAllowed: null,
    replaces: null,
    prohibited: false,
    notes: [],
  };
}

export function supplyRow(id: string, drug: Drug, orderId: string, day: number, daysSupply: number): Supply {
  return {
    id,
    drug,
    orderId,
    at: momentOfDay(day),
    daysSupply,
    quantity: null,
    status: 'done',
    reason: null,
    directions: [],
    notes: [],
  };
}

export function observationRow(
  id: string,
  day: number,
  what: Concept,
  value: number,
  unit: string | null,
): Observation {
  return {
    id,
    at: momentOfDay(day),
    issued: null,
    what,
    panel: null,
    value: { value, unit, comparator: null },
    coded: null,
    referenceLow: null,
    referenceHigh: null,
    interpretation: null,
    status: 'final',
    by: 'unknown',
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: [],
  };
}

export function conditionRow(id: string, what: Concept, day: number): Condition {
  return {
    id,
    what,
    onset: momentOfDay(day),
    abated: null,
    recorded: null,
    status: 'active',
    verification: 'confirmed',
    severity: null,
    evidence: [],
    notes: [],
  };
}

/** The measure of a scenario as a concept. */
export const measured = (measure: Scenario['measure']): Concept => concept(measure.text, measure.system, measure.code);
