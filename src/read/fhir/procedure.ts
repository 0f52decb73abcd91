/** Procedure -> procedure. */
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn, notesIn, reasonsIn } from './concept.ts';
import { effectiveIn } from './dates.ts';
import { textIn } from './json.ts';
import type { Resource } from './resource.ts';

/** Reads one procedure, done or not: the status says which. */
export function readProcedure(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status');
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  const what = conceptIn(row.json, 'code');
  if (what === null) {
    chart.report(row, 'no-code', 'the procedure has no code and no text', 'Give Procedure.code.');
    return REFUSED;
  }
  const performed = effectiveIn(row, chart, 'performed');
  const span = performed.start === null ? effectiveIn(row, chart, 'occurrence') : performed;
  const reasons = reasonsIn(row, chart);
  const stop = conceptIn(row.json, 'statusReason');
  chart.record.procedures.push({
    id: row.id,
    what,
    at: span.start ?? span.end,
    status,
    reasons: reasons.concepts,
    notes: [...notesIn(row.json), ...(stop === null ? [] : [stop.text])],
  });
  return USED;
}
