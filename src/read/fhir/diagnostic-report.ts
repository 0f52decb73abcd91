/** DiagnosticReport: groups results and lends them its time; its own conclusion becomes an observation. */
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, setAside, USED } from './chart.ts';
import { codeIn, conceptIn, conceptsIn, notesIn } from './concept.ts';
import { textIn } from './json.ts';
import { sayer } from './medication-statement.ts';
import { timesOf } from './observation-time.ts';
import { referencedIds } from './references.ts';
import type { Resource } from './resource.ts';

/** Reads one report. A coded conclusion is kept once per code; a conclusion in words as one observation. */
export function readDiagnosticReport(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status');
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (status === 'cancelled') return setAside('cancelled: nothing was reported');
  const words = textIn(row.json, 'conclusion');
  const codes = conceptsIn(row.json, 'conclusionCode');
  const what = conceptIn(row.json, 'code');
  const conclusions = codes.length > 0 ? codes : words === null ? [] : [{ text: words, codings: [] }];
  if (what === null || conclusions.length === 0 || chart.claimed.has(row))
    return chart.links.members(row).length > 0 || chart.claimed.has(row) ? USED : setAside('a report without results');
  const times = timesOf(row, chart);
  conclusions.forEach((coded, index) => {
    chart.record.observations.push({
      id: index === 0 ? row.id : `${row.id}#${index + 1}`,
      ...times,
      what,
      value: null,
      coded,
      panel: null,
      referenceLow: null,
      referenceHigh: null,
      interpretation: null,
      status,
      by: sayer(row, chart.library, 'performer'),
      category: codeIn(row.json, 'category'),
      method: null,
      about: referencedIds(chart.library, row.json, 'basedOn', row),
      derivedFrom: referencedIds(chart.library, row.json, 'result', row),
      notes: [...notesIn(row.json), ...(codes.length > 0 && words !== null ? [words] : [])],
    });
  });
  return USED;
}
