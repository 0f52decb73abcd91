/** When an observation was made: its own time, else its specimen's, its panel's or its report's. */
import type { Moment } from '../../domain/time.ts';
import type { Chart } from './chart.ts';
import { effectiveIn, firstMoment, spanIn } from './dates.ts';
import { objectIn, objectsIn } from './json.ts';
import { referenced } from './references.ts';
import type { Resource } from './resource.ts';

/**
 * `at` is the effective time (the end of a period); `issued` the collection of the specimen or the start of the
 * period, where that differs from `at`.
 */
export function timesOf(row: Resource, chart: Chart): { at: Moment | null; issued: Moment | null } {
  const span = effectiveIn(row, chart);
  const collected = collectionOf(row, chart);
  const at =
    span.end ?? span.start ?? collected ?? inherited(row, chart) ?? firstMoment(row, chart, row.json, ['issued']);
  const earlier = collected ?? (span.end === null ? null : span.start);
  return { at, issued: earlier !== null && at !== null && earlier.minute === at.minute ? null : earlier };
}

/** When the specimen of a resource was collected; null where no specimen says. */
export function collectionOf(row: Resource, chart: Chart): Moment | null {
  for (const reference of objectsIn(row.json, 'specimen')) {
    const specimen = chart.library.find(reference, row);
    if (specimen === null) continue;
    chart.claimed.add(specimen);
    const at = collectionIn(specimen, chart);
    if (at !== null) return at;
  }
  return null;
}

// A specimen taken from another one (an isolate, an aliquot) was collected when its parent was.
function collectionIn(specimen: Resource, chart: Chart, steps = 0): Moment | null {
  const collection = objectIn(specimen.json, 'collection');
  const at =
    firstMoment(specimen, chart, collection, ['collectedDateTime']) ??
    spanIn(specimen, chart, collection, 'collectedPeriod').start;
  if (at !== null) return at;
  const parent = referenced(chart.library, specimen.json, 'parent', specimen);
  if (parent !== null && parent !== specimen && steps < 5) {
    chart.claimed.add(parent);
    const earlier = collectionIn(parent, chart, steps + 1);
    if (earlier !== null) return earlier;
  }
  return firstMoment(specimen, chart, specimen.json, ['receivedTime']);
}

// Two steps up at most: a member of a panel of a report; a cycle ends there too.
function inherited(row: Resource, chart: Chart): Moment | null {
  const above = [...chart.links.parents(row), ...chart.links.reports(row)].filter((one) => one !== row);
  const further = above.flatMap((one) => [...chart.links.parents(one), ...chart.links.reports(one)]);
  for (const one of [...above, ...further]) {
    const span = effectiveIn(one, { ...chart, report: () => {} });
    const at = span.end ?? span.start;
    if (at !== null) return at;
  }
  return null;
}
