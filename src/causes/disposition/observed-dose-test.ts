/** A dose swallowed under observation with levels after it: flat points to the gut, a rise to missed doses. */
import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { concentrationIn } from '../../domain/quantity.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { holdsPhrase } from '../../knowledge/phrases/index.ts';
import type { CauseContext } from '../contract.ts';

/** Values of the test, in its unit, in time order. */
function testValues(context: CauseContext, unit: string): { value: number; record: string }[] {
  return context.record.observations
    .filter((each) => {
      const text = [each.what.text, each.panel ?? '', ...each.notes].join(' ').toLowerCase();
      return holdsPhrase(text, 'absorption test') && each.value !== null && each.at !== null;
    })
    .sort((a, b) => (a.at?.minute ?? 0) - (b.at?.minute ?? 0))
    .flatMap((each) => {
      const value =
        each.value && each.value.unit !== null ? concentrationIn(each.value.value, each.value.unit, unit) : null;
      return value === null ? [] : [{ value, record: each.id }];
    });
}

/** What an absorption test says, where the pack has a cut-off for this drug; silent without one. */
export function observedDoseTest(context: CauseContext): Finding[] {
  const { trial, knowledge } = context;
  const [row] = knowledge.disposition.observedDoseTests.get(trial.ingredient.name.toLowerCase()) ?? [];
  if (!row) return [];
  const values = testValues(context, row.unit);
  const first = values[0];
  if (!first || values.length < 2) return [];
  // 1.2 - 0.8 is a little less than 0.4 in binary: a rise at the cut-off must not fall below it.
  const rise = Number((Math.max(...values.map((each) => each.value)) - first.value).toPrecision(12));
  const parts = {
    basis: 'measured' as const,
    checked: row.checked === 'yes',
    values: { rise, cutOff: row.cutOff, unit: row.unit },
    sources: sourceIds(row.source),
    records: values.map((each) => each.record),
  };
  if (rise >= row.cutOff)
    return [opposes({ ...parts, term: 'altered-disposition', code: 'test-rises', certainty: 'unlikely' })];
  return [
    supports({ ...parts, term: 'altered-disposition', code: 'test-flat', certainty: 'probable' }),
    opposes({ ...parts, term: 'non-adherence', code: 'test-flat', certainty: 'unlikely' }),
  ];
}
