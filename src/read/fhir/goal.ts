/** Goal -> goal of treatment, one row per target. */
import type { Goal } from '../../domain/record.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn } from './concept.ts';
import { firstMoment } from './dates.ts';
import { objectIn, objectsIn, textIn } from './json.ts';
import { quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';

const DROPPED = new Set(['rejected', 'cancelled', 'proposed']);

/** Reads one goal. A target with a comparator bounds one side; without one it is met at exactly that value. */
export function readGoal(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'lifecycleStatus') ?? textIn(row.json, 'status');
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (status !== null && DROPPED.has(status)) return setAside(`status ${status}: not pursued`);
  const description = conceptIn(row.json, 'description');
  const targets = objectsIn(row.json, 'target');
  const from = firstMoment(row, chart, row.json, ['startDate', 'statusDate']);
  const goals = targets.flatMap((target, index): Goal[] => {
    const what = conceptIn(target, 'measure') ?? description;
    if (what === null) return [];
    const range = objectIn(target, 'detailRange');
    const value = quantityIn(row, chart, target, 'detailQuantity') ?? quantityIn(row, chart, target, 'detailInteger');
    const isLow = value?.comparator === '>' || value?.comparator === '>=';
    const isHigh = value?.comparator === '<' || value?.comparator === '<=';
    return [
      {
        id: targets.length === 1 ? row.id : `${row.id}#${index + 1}`,
        what,
        low: isHigh ? null : (value ?? quantityIn(row, chart, range, 'low')),
        high: isLow ? null : (value ?? quantityIn(row, chart, range, 'high')),
        from,
      },
    ];
  });
  if (goals.length === 0 && description !== null)
    goals.push({ id: row.id, what: description, low: null, high: null, from });
  if (goals.length === 0) {
    chart.report(row, 'no-code', 'the goal has no description and no target', 'Give Goal.description or Goal.target.');
    return REFUSED;
  }
  chart.record.goals.push(...goals);
  return USED;
}
