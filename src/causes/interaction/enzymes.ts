/** Drugs beside it that change its enzymes: faster elimination, or a prodrug that is not activated. */
import type { CoMedication } from '../../domain/exposure.ts';
import { type Finding, opposes, supports } from '../../domain/finding.ts';
import type { DaySpan } from '../../domain/time.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { packName } from '../../knowledge/pack-name.ts';
import { type ExposurePrediction, geneStates, perpetratorsIn, predictExposure } from '../../methods/clearance/index.ts';
import { shownPhenotype } from '../../methods/genotype/index.ts';
import type { CauseContext } from '../contract.ts';
import { interactionWorksheet } from './worksheet.ts';

/** What one drug alone does to the victim, under the person's genes. */
function predictWith(context: CauseContext, beside: CoMedication, window: DaySpan): ExposurePrediction {
  const { knowledge, trial, exposure } = context;
  return predictExposure(
    {
      victim: packName(trial.ingredient, knowledge),
      perpetrators: perpetratorsIn([beside], window, knowledge.enzymes),
      genes: geneStates(exposure.genes),
    },
    knowledge.enzymes,
  );
}

/** The rows that acted, with what they rest on. */
function restsOn(prediction: ExposurePrediction): Pick<Finding, 'checked' | 'sources'> {
  const rows = prediction.routes.flatMap((route) => [
    ...route.acting.map((acting) => acting.action.row),
    ...(route.acting.length > 0 ? [route.pathway.row] : []),
  ]);
  return {
    checked: rows.length > 0 && rows.every((row) => row.checked === 'yes'),
    sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
  };
}

/** How the drug lowers what acts: through the activating enzyme, or by induction; null where it does neither. */
function mechanism(
  prediction: ExposurePrediction,
  beside: CoMedication,
  context: CauseContext,
): 'induction' | 'prodrug-activation-blocked' | null {
  const actions = context.knowledge.enzymes.perpetrators.get(beside.name) ?? [];
  const activating = prediction.active.moiety === 'parent' ? '' : prediction.active.enzyme;
  if (activating !== '' && actions.some((action) => action.effect === 'inhibitor' && action.target === activating))
    return 'prodrug-activation-blocked';
  return actions.some((action) => action.effect === 'inducer') ? 'induction' : null;
}

/** Genetic phenotype and the one shown beside the drug, for the first gene whose enzyme it acts on; nothing without one. */
function shownBeside(context: CauseContext, beside: CoMedication): Finding['values'] {
  for (const fact of context.exposure.genes) {
    const shown = shownPhenotype(fact, [beside.name], context.knowledge);
    if (shown)
      return { gene: fact.gene, phenotype: fact.phenotype, shownAs: shown.phenotype, shownByModel: shown.model };
  }
  return {};
}

/** The loss one drug causes, as support, or null where it causes none worth naming. */
function loss(
  context: CauseContext,
  beside: CoMedication,
  prediction: ExposurePrediction,
  alone: number,
): Finding | null {
  const { exposurePossible, exposureProbable } = context.knowledge.conventions;
  const { value, low, high } = prediction.active;
  const term = mechanism(prediction, beside, context);
  // Without a known pathway the range is all that could happen: an open question, not a cause.
  if (!term || !context.knowledge.enzymes.victims.has(prediction.victim)) return null;
  const ratio = value === null ? null : value / alone;
  const couldBe = value === null && low !== null && low <= exposurePossible;
  if (ratio === null ? !couldBe : ratio > exposurePossible) return null;
  return supports({
    term,
    code: ratio === null ? `${term}-size-unknown` : term,
    certainty: ratio !== null && ratio <= exposureProbable ? 'probable' : 'possible',
    basis: 'inferred',
    ...restsOn(prediction),
    share: context.exposure.factors.find((factor) => factor.factor === 'interactions')?.share ?? null,
    values: {
      drug: beside.name,
      ratio,
      low,
      high,
      daysShare: beside.daysShare,
      ...shownBeside(context, beside),
    },
    records: beside.records,
    worksheet: interactionWorksheet(context, beside, prediction.victim),
  });
}

/** What speaks against an enzyme interaction: it had ended, or it raises the level. */
function against(
  context: CauseContext,
  beside: CoMedication,
  prediction: ExposurePrediction,
  alone: number,
): Finding[] {
  const { knowledge, trial } = context;
  const { exposurePossible, raisedPossible } = knowledge.conventions;
  const ratio = prediction.active.value === null ? null : prediction.active.value / alone;
  if (ratio !== null && ratio >= raisedPossible) {
    return [
      opposes({
        term: 'induction',
        code: 'raises-the-level',
        certainty: 'unlikely',
        basis: 'inferred',
        ...restsOn(prediction),
        values: { drug: beside.name, ratio },
        records: beside.records,
      }),
    ];
  }
  const full = predictExposure(
    {
      victim: packName(trial.ingredient, knowledge),
      perpetrators: [{ drug: beside.name }],
      genes: geneStates(context.exposure.genes),
    },
    knowledge.enzymes,
  );
  const term = mechanism(full, beside, context);
  const couldLower = full.active.value !== null && full.active.value / alone <= exposurePossible;
  if (!term || !couldLower) return [];
  const last = beside.periods.at(-1);
  return [
    opposes({
      term,
      code: 'interaction-over',
      certainty: 'unlikely',
      basis: 'recorded',
      ...restsOn(full),
      values: { drug: beside.name, day: last?.endDay ?? null },
      records: beside.records,
    }),
  ];
}

/** Every finding on enzymes, one drug at a time, so that each is named with what it alone would do. */
export function enzymeFindings(context: CauseContext): Finding[] {
  const { knowledge, trial, exposure, course } = context;
  const victim = packName(trial.ingredient, knowledge);
  const genesOnly = predictExposure({ victim, perpetrators: [], genes: geneStates(exposure.genes) }, knowledge.enzymes)
    .active.value;
  const alone = genesOnly ?? 1;
  return exposure.beside.flatMap((beside) => {
    if (!knowledge.enzymes.perpetrators.has(beside.name) || beside.name === victim || alone === 0) return [];
    const prediction = predictWith(context, beside, course.window);
    const found = loss(context, beside, prediction, alone);
    return found ? [found] : against(context, beside, prediction, alone);
  });
}

/** The factor by which one drug raises the swallowed drug itself over a window, in this person's genes; 1 where unknown. */
export function raisedBy(
  context: CauseContext,
  beside: CoMedication,
  window: DaySpan,
): { ratio: number; checked: boolean; sources: string[] } {
  const { knowledge, trial, exposure } = context;
  const prediction = predictWith(context, beside, window);
  const genesOnly = predictExposure(
    { victim: packName(trial.ingredient, knowledge), perpetrators: [], genes: geneStates(exposure.genes) },
    knowledge.enzymes,
  );
  return { ratio: (prediction.ratio.value ?? 1) / (genesOnly.ratio.value || 1), ...restsOn(prediction) };
}
