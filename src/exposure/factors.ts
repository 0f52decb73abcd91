/** The ledger's factors beyond taking and dose: absorption, disposition, genes, drugs, and what only both explain. */
import type { BodilyState, CoMedication, Factor, FactorName } from '../domain/exposure.ts';
import type { DaySpan } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { sourceIds } from '../knowledge/pack.ts';
import { absorptionRatio, dispositionEffects, type Predictions, type StateEffect } from '../methods/clearance/index.ts';

export const unknownFactor = (factor: FactorName, basis: string): Factor => ({
  factor,
  state: 'unknown',
  value: null,
  low: null,
  high: null,
  share: null,
  basis,
  checked: true,
  facts: [],
  sources: [],
  records: [],
});

const notApplicable = (factor: FactorName, basis: string): Factor => ({
  ...unknownFactor(factor, basis),
  state: 'not-applicable',
});
const unchanged = (factor: FactorName, basis: string): Factor => ({
  ...unknownFactor(factor, basis),
  state: 'known',
  value: 1,
  low: 1,
  high: 1,
});

/** Routes by which a drug is swallowed and absorbed from the gut. */
const isSwallowed = (route: string | null): boolean => route === null || route === 'oral' || route === 'enteral';
/** Routes whose drug acts where it is put, so that liver enzymes hardly matter. */
const LOCAL = new Set(['intrathecal', 'ophthalmic', 'otic', 'nasal', 'topical', 'inhaled', 'vaginal', 'epidural']);

/** Chelators, antacids and acid suppressants beside a swallowed drug. */
export function absorbedFactor(trial: Trial, beside: readonly CoMedication[], knowledge: Knowledge): Factor {
  if (!isSwallowed(trial.route)) return notApplicable('absorbed', `${trial.route} use`);
  const inUse = beside.filter((each) => each.daysShare >= knowledge.conventions.perpetratorContextShare);
  const ratio = absorptionRatio(
    { name: trial.ingredient.name.toLowerCase(), atc: trial.atc, form: trial.form },
    inUse.map(({ name, atc, hoursApart }) => ({ name, atc, ...(hoursApart === null ? {} : { hoursApart }) })),
    knowledge.absorption,
  );
  if (!ratio || ratio.rows.length === 0)
    return unchanged('absorbed', ratio ? 'taken far enough apart' : 'nothing beside it known to bind it');
  const names = ratio.rows.map((row) => row.perpetrator);
  return {
    ...unknownFactor('absorbed', `beside ${names.join(', ')}`),
    state: ratio.value === null ? 'unknown' : 'known',
    value: ratio.value,
    low: ratio.low,
    high: ratio.high,
    checked: ratio.rows.every((row) => row.checked === 'yes'),
    sources: [...new Set(ratio.rows.flatMap((row) => sourceIds(row.source)))],
    records: inUse.flatMap((each) => each.records),
  };
}

/** Pregnancy, bowel surgery and their like; what several states leave is multiplied. */
export function dispositionFactor(
  trial: Trial,
  states: readonly BodilyState[],
  window: DaySpan,
  knowledge: Knowledge,
): Factor {
  const effects = dispositionEffects(
    { name: trial.ingredient.name.toLowerCase(), atc: trial.atc, route: trial.route },
    states,
    window,
    knowledge.disposition,
    knowledge.enzymes,
  );
  if (effects.length === 0) return unchanged('disposition', 'no bodily state on record that changes it');
  const isKnown = effects.every((effect) => effect.value !== null);
  const product = (pick: (effect: StateEffect) => number | null): number =>
    effects.reduce((result, effect) => result * (pick(effect) ?? 1), 1);
  const rows = effects.flatMap((effect) => effect.rows);
  return {
    ...unknownFactor('disposition', effects.map(({ state }) => `${state.state} ${state.stage}`.trim()).join(', ')),
    state: isKnown ? 'known' : 'unknown',
    value: isKnown ? product((effect) => effect.value) : null,
    low: product((effect) => effect.low),
    high: product((effect) => effect.high),
    checked: rows.every((row) => row.checked === 'yes'),
    sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
    records: effects.flatMap(({ state }) => state.records),
  };
}

/** Genes alone, drugs alone, and what only both explain; of a prodrug the active metabolite's. */
export function clearanceFactors(
  trial: Trial,
  predictions: Predictions,
  beside: readonly CoMedication[],
  knowledge: Knowledge,
): Factor[] {
  const names = ['genotype', 'interactions', 'joint'] as const;
  if (trial.route !== null && LOCAL.has(trial.route))
    return names.map((name) => notApplicable(name, `${trial.route} use`));
  const { genes, drugs, both } = predictions;
  const isKnown = knowledge.enzymes.victims.has(genes.victim);
  if (!isKnown) {
    const range = drugs.active;
    return names.map((name) =>
      name === 'interactions' && range.low !== null
        ? {
            ...unknownFactor(name, 'pathway not on file: the range the other drugs could do'),
            low: range.low,
            high: range.high,
          }
        : unknownFactor(name, 'pathway not on file'),
    );
  }
  const rows = both.routes.map((route) => route.pathway.row);
  const shared = {
    checked: rows.every((row) => row.checked === 'yes'),
    sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
  };
  const factor = (name: FactorName, part: Predictions['genes'], basis: string, records: string[]): Factor =>
    part.active.value === null
      ? { ...unknownFactor(name, basis), low: part.active.low, high: part.active.high, records }
      : {
          ...unknownFactor(name, basis),
          state: 'known',
          value: part.active.value,
          low: part.active.low,
          high: part.active.high,
          ...shared,
          records,
        };
  const touching = beside.filter((each) =>
    both.routes.some((route) => route.acting.some((acting) => acting.drug === each.name)),
  );
  const genotype = both.routes.some((route) => route.genotype !== null)
    ? factor('genotype', genes, `${genes.active.name || genes.victim} by genotype`, [])
    : unknownFactor('genotype', 'no genotype on record');
  const interactions =
    touching.length > 0
      ? factor(
          'interactions',
          drugs,
          `beside ${touching.map((each) => each.name).join(', ')}`,
          touching.flatMap((each) => each.records),
        )
      : unchanged('interactions', 'nothing beside it known to change its enzymes');
  if (genotype.value === null || interactions.value === null || both.active.value === null || touching.length === 0) {
    return [
      genotype,
      interactions,
      genotype.value === null ? unknownFactor('joint', 'needs a genotype') : unchanged('joint', 'nothing to add'),
    ];
  }
  const joint = both.active.value / (genotype.value * interactions.value);
  return [
    genotype,
    interactions,
    { ...unchanged('joint', 'gene and drug together'), value: joint, low: joint, high: joint, ...shared },
  ];
}
