/** How much of a dose is still absorbed beside chelators, antacids, sequestrants and acid suppressants. */
import {
  type AbsorptionKnowledge,
  type AbsorptionRow,
  type DrugIdentity,
  idsOf,
} from '../../knowledge/absorption-and-antagonism/index.ts';

/** Hours between the victim's dose and the perpetrator's: negative = victim first; absent = not stated. */
export type AbsorptionPerpetrator = DrugIdentity & { hoursApart?: number };

/** The drug whose absorption is asked for; `form` is its dose form, absent or null where it is not known. */
export type AbsorptionVictim = DrugIdentity & { form?: string | null };

/** "capsules, not the solution": a row that does not hold for this dose form. */
const isExcepted = (row: AbsorptionRow, form: string | null | undefined): boolean =>
  form != null && row.exceptForms.some((word) => form.toLowerCase().includes(word));

/**
 * `value` is null where a row names the interaction without its size; `low` and `high` are its range. `separated`
 * rows were
 * taken far enough apart to escape; `askTiming` is true where separation would help and the times are not stated.
 */
export type AbsorptionRatio = {
  value: number | null;
  low: number;
  high: number;
  rows: readonly AbsorptionRow[];
  separated: readonly AbsorptionRow[];
  askTiming: boolean;
};

const escapes = (row: AbsorptionRow, hoursApart: number | undefined): boolean => {
  if (hoursApart === undefined || row.hoursBefore === null || row.hoursAfter === null) return false;
  return hoursApart <= 0 ? -hoursApart >= row.hoursBefore : hoursApart >= row.hoursAfter;
};

// A row for the ingredient itself is more exact than one for its class.
const mostExact = (rows: readonly AbsorptionRow[], name: string): AbsorptionRow | undefined =>
  rows.find((row) => row.perpetrator === name) ?? rows.find((row) => row.ratio !== null) ?? rows[0];

/**
 * The absorption of a victim beside its perpetrators, relative to taking it alone, or null where the pack names none.
 *
 * Several perpetrators: the strongest counts, because one chelator finds nothing left to bind. A victim never acts on
 * itself.
 */
export const absorptionRatio = (
  victim: AbsorptionVictim,
  perpetrators: readonly AbsorptionPerpetrator[],
  knowledge: AbsorptionKnowledge,
): AbsorptionRatio | null => {
  const candidates = [...idsOf(victim, knowledge)].flatMap((id) => knowledge.byVictim.get(id) ?? []);
  const absorption = candidates.filter((row) => row.kind === 'absorption' && !isExcepted(row, victim.form));
  const acting: AbsorptionRow[] = [];
  const separated: AbsorptionRow[] = [];
  let askTiming = false;
  for (const perpetrator of perpetrators) {
    if (perpetrator.name === victim.name) continue;
    const ids = idsOf(perpetrator, knowledge);
    const row = mostExact(
      absorption.filter((r) => ids.has(r.perpetrator)),
      perpetrator.name,
    );
    if (!row) continue;
    if (escapes(row, perpetrator.hoursApart)) separated.push(row);
    else acting.push(row);
    if (perpetrator.hoursApart === undefined && row.hoursBefore !== null) askTiming = true;
  }
  if (acting.length === 0 && separated.length === 0) return null;
  const known = acting.flatMap((row) => (row.ratio === null ? [] : [row.ratio]));
  return {
    value: acting.length === 0 ? 1 : known.length > 0 ? Math.min(...known) : null,
    low: Math.min(1, ...acting.map((row) => row.low ?? 0)),
    high: Math.min(1, ...acting.map((row) => row.high ?? 1)),
    rows: acting,
    separated,
    askTiming,
  };
};
