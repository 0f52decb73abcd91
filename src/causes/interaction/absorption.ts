/** Chelators and acid suppressants, opposing effects, and mechanisms of their own. */

import type { CoMedication } from '../../domain/exposure.ts';
import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import { idsOf } from '../../knowledge/absorption-and-antagonism/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { absorptionRatio, type DipsWorksheet } from '../../methods/clearance/index.ts';
import type { CauseContext } from '../contract.ts';
import { interactionWorksheet, type NamedPair } from './worksheet.ts';

const victimOf = (context: CauseContext): { name: string; atc: readonly string[] } => ({
  name: context.trial.ingredient.name.toLowerCase(),
  atc: context.trial.atc,
});

/** True where a level below its range was measured in the window: the effect the mechanism predicts was seen. */
function levelIsLow(context: CauseContext): boolean {
  const { trial, course } = context;
  const level = judgedLevel(trial, course);
  return level?.verdict === 'below' || level?.verdict === 'absent';
}

const worksheetOf = (context: CauseContext, beside: CoMedication, row: NamedPair | undefined): DipsWorksheet =>
  interactionWorksheet(context, beside, victimOf(context).name, { pair: row ?? null });

function absorptionOf(context: CauseContext, beside: CoMedication): Finding[] {
  const { knowledge, exposure } = context;
  const { name, atc, hoursApart } = beside;
  // A drug given past the gut cannot be bound in it.
  if (exposure.factors.some(({ factor, state }) => factor === 'absorbed' && state === 'not-applicable')) return [];
  const ratio = absorptionRatio(
    { ...victimOf(context), form: context.trial.form },
    [{ name, atc, ...(hoursApart === null ? {} : { hoursApart }) }],
    knowledge.absorption,
  );
  if (!ratio) return [];
  const rows = ratio.rows.length > 0 ? ratio.rows : ratio.separated;
  const parts = {
    term: 'impaired-absorption' as const,
    checked: rows.every((row) => row.checked === 'yes'),
    sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
    facts: rows.map((row) => `absorption/${row.victim}/${row.perpetrator}`),
    records: beside.records,
  };
  if (ratio.rows.length === 0) {
    return [
      opposes({
        ...parts,
        code: 'taken-apart',
        certainty: 'unlikely',
        values: { drug: name, hours: Math.abs(hoursApart ?? 0) },
      }),
    ];
  }
  if (ratio.value !== null && ratio.value > knowledge.conventions.exposurePossible) return [];
  const isSeen = levelIsLow(context) || (hoursApart !== null && !ratio.askTiming);
  return [
    supports({
      ...parts,
      code: hoursApart === null && ratio.askTiming ? 'binds-timing-unknown' : 'binds',
      certainty: isSeen ? 'probable' : 'possible',
      basis: 'recorded',
      share: exposure.factors.find((factor) => factor.factor === 'absorbed')?.share ?? null,
      values: {
        drug: name,
        mechanism: rows[0]?.mechanism ?? '',
        hours: hoursApart === null ? null : Math.abs(hoursApart),
      },
      check: ratio.askTiming ? 'ask-separation' : null,
      worksheet: worksheetOf(context, beside, rows[0]),
    }),
  ];
}

/** Rows that name an opposing effect or a mechanism of their own for this pair. */
function otherRows(context: CauseContext, beside: CoMedication): Finding[] {
  const { knowledge } = context;
  const victims = idsOf(victimOf(context), knowledge.absorption);
  const perpetrators = idsOf({ name: beside.name, atc: beside.atc }, knowledge.absorption);
  const rows = [...victims]
    .flatMap((id) => knowledge.absorption.byVictim.get(id) ?? [])
    .filter((row) => row.kind !== 'absorption' && perpetrators.has(row.perpetrator));
  // A drug in two classes (furosemide: diuretic, antihypertensive) has two rows for one effect: told once.
  return (['antagonism', 'other'] as const).flatMap((kind): Finding[] => {
    const same = rows.filter((row) => row.kind === kind);
    const lead = same.find((row) => row.checked === 'yes') ?? same[0];
    if (!lead) return [];
    const isAntagonism = kind === 'antagonism';
    return [
      supports({
        term: isAntagonism ? 'pharmacodynamic-antagonism' : 'drug-interaction',
        code: isAntagonism ? 'opposes-effect' : 'own-mechanism',
        certainty: !isAntagonism && levelIsLow(context) ? 'probable' : 'possible',
        basis: 'recorded',
        checked: lead.checked === 'yes',
        values: { drug: beside.name, mechanism: lead.mechanism },
        facts: same.map((row) => `absorption/${row.victim}/${row.perpetrator}`),
        sources: [...new Set(same.flatMap((row) => sourceIds(row.source)))],
        records: beside.records,
        worksheet: worksheetOf(context, beside, lead),
      }),
    ];
  });
}

/** Every finding on absorption and opposing effects of drugs used on enough of the window's days. */
export function besideEnzymes(context: CauseContext): Finding[] {
  const least = context.knowledge.conventions.perpetratorContextShare;
  const own = context.trial.ingredient.id;
  return context.exposure.beside
    .filter((beside) => beside.daysShare >= least && beside.id !== own)
    .flatMap((beside) => [...absorptionOf(context, beside), ...otherRows(context, beside)]);
}
