/** Encounter -> stay in hospital, or visit. */
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn, reasonsIn } from './concept.ts';
import { spanIn } from './dates.ts';
import { own, textIn } from './json.ts';
import type { Resource } from './resource.ts';

const STAYS = new Set(['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'inpatient']);
const NOT_HELD = new Set(['planned', 'cancelled', 'entered-in-error', 'discontinued', 'noshow', 'booked', 'proposed']);

/** Reads one encounter. Emergency care counts as a stay where it lasted into another day, else as a visit. */
export function readEncounter(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status');
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (status !== null && NOT_HELD.has(status)) return setAside(`status ${status}: did not take place`);
  const period = spanIn(row, chart, row.json, own(row.json, 'period') === undefined ? 'actualPeriod' : 'period');
  if (period.start === null) {
    chart.report(row, 'missing-date', 'the encounter has no start', 'Give Encounter.period.start.');
    return REFUSED;
  }
  const kind = kindOf(row);
  const intoAnotherDay = period.end !== null && period.end.day > period.start.day;
  if (STAYS.has(kind) || (kind === 'EMER' && intoAnotherDay)) {
    chart.record.stays.push({ id: row.id, from: period.start, to: period.end, kind });
    return USED;
  }
  chart.record.visits.push({ id: row.id, at: period.start, kind, reasons: reasonsIn(row, chart).concepts });
  return USED;
}

// R4 has one Coding, R5 a list of concepts; some systems send a bare code.
function kindOf(row: Resource): string {
  const code = textIn(row.json, 'class');
  if (code !== null) return code;
  const value = own(row.json, 'class');
  const coding = Array.isArray(value) ? value[0] : value;
  const direct = conceptIn({ class: { coding: [coding] } }, 'class') ?? conceptIn(row.json, 'class');
  const type = conceptIn(row.json, 'type');
  const word = direct?.codings[0]?.code ?? direct?.text ?? type?.text ?? 'unknown';
  return /^(inpatient|hospital admission)/i.test(word) ? 'inpatient' : word;
}
