/** The clearance model as parameters with priors, for fitting. */
import {
  type ClassRow,
  type EnzymeRows,
  type Family,
  familyOf,
  fillShares,
  type PathwayRow,
  type PerpetratorRow,
  pathwayClass,
  reaches,
  type ShareTier,
  shareTier,
} from '../../src/knowledge/enzymes/index.ts';
import { jointAucRatio, type Route } from '../../src/methods/clearance/auc-ratio.ts';
import type { Pair } from './pairs.ts';

export type Kind = ClassRow['kind'];

/** One number to fit, on its own scale: log odds of a share or an inhibited fraction, natural log of an induction. */
export type Parameter = {
  kind: Kind;
  drug: string;
  enzyme: string;
  classKey: string;
  mean: number;
  spread: number;
  x: number;
  pairs: number[];
};

/** The mean of a class on the fitting scale, as stated and as it stands during the fit. */
export type ClassMean = {
  kind: Kind;
  family: Family;
  name: ClassRow['class'];
  stated: number;
  mean: number;
  spread: number;
  members: number;
};

type Term = { share: number; tier: ShareTier; scale: number; own: number[]; inhibitors: number[]; inducers: number[] };
export type Prediction = { terms: Term[]; rest: number };

/** Shares measured with an index perpetrator are ignored for pairs held out with it, so that no answer leaks. */
export type ModelOptions = { heldOut: ReadonlySet<string> };

/** Prior spreads chosen by cross-validation (see docs/methods/clearance.md). */
export const PRIOR_SPREAD: Record<Kind | 'study', number> = {
  contribution: 0.8,
  inhibition: 0.8,
  induction: 0.3,
  study: 0.5,
};
const REST_SPREAD = 0.5;
const SHARE_OF_INDEX_STUDY = 0.97;

export const toScale = (kind: Kind, value: number): number =>
  kind === 'induction' ? Math.log(value) : Math.log(value / (1 - value));
export const fromScale = (kind: Kind, x: number): number =>
  kind === 'induction' ? Math.exp(x) : 1 / (1 + Math.exp(-x));

export type Model = {
  parameters: Parameter[];
  classes: Map<string, ClassMean>;
  prepare(pair: Pair): Prediction;
  logRatio(prediction: Prediction): number;
};

const classKeyOf = (kind: Kind, family: Family, name: string): string => `${kind}|${family}|${name}`;

/** Builds the parameters of the model from the packs; pairs are then prepared and predicted against them. */
export const buildModel = (rows: EnzymeRows, options: ModelOptions): Model => {
  const parameters: Parameter[] = [];
  const index = new Map<string, number>();
  const classes = new Map<string, ClassMean>();
  for (const c of rows.classes) {
    const stated = toScale(c.kind, c.value);
    const mean = { kind: c.kind, family: c.family, name: c.class, stated, mean: stated, spread: c.spread, members: 0 };
    classes.set(classKeyOf(c.kind, c.family, c.class), mean);
  }
  const parameter = (
    kind: Kind,
    drug: string,
    enzyme: string,
    prior: () => { classKey: string; mean: number; spread: number },
  ): number => {
    const key = `${kind}|${drug}|${enzyme}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    const p = prior();
    parameters.push({ kind, drug, enzyme, ...p, x: p.mean, pairs: [] });
    index.set(key, parameters.length - 1);
    return parameters.length - 1;
  };
  const classPrior = (kind: Kind, family: Family, name: string) => {
    const classKey = classKeyOf(kind, family, name);
    return { classKey, mean: classes.get(classKey)?.mean ?? 0, spread: PRIOR_SPREAD[kind] };
  };
  const measured = (row: PathwayRow): boolean =>
    row.contribution !== null && !options.heldOut.has(`${row.drug}|${row.indexPerpetrator}`);
  const share = (row: PathwayRow): number =>
    parameter('contribution', row.drug, row.enzyme, () =>
      measured(row)
        ? {
            classKey: '',
            mean: toScale(
              'contribution',
              Math.min(0.98, (row.contribution ?? 0) / (row.indexPerpetrator ? SHARE_OF_INDEX_STUDY : 1)),
            ),
            spread: PRIOR_SPREAD.study,
          }
        : classPrior('contribution', familyOf(row.enzyme), pathwayClass(row)),
    );
  const effect = (row: PerpetratorRow): number => {
    const kind = row.effect === 'inhibitor' ? 'inhibition' : 'induction';
    return parameter(kind, row.drug, row.target, () => classPrior(kind, familyOf(row.target), row.strength));
  };
  const rest = (strength: string): number =>
    parameter('induction', '', `rest|${strength}`, () => ({
      ...classPrior('induction', 'rest', strength),
      classKey: '',
      spread: REST_SPREAD,
    }));

  const prepare = (pair: Pair): Prediction => {
    const actions =
      pair.victim === pair.perpetrator ? [] : rows.perpetrators.filter((r) => r.drug === pair.perpetrator);
    const ownActions = rows.perpetrators.filter((r) => r.drug === pair.victim && r.effect === 'inducer');
    const pathways = rows.pathways.filter((r) => r.drug === pair.victim && r.role === 'elimination');
    const terms = pathways.map((row): Term => {
      const hits = actions.filter((a) => reaches(a.target, row.enzyme));
      const own = ownActions.filter((a) => reaches(a.target, row.enzyme)).map(effect);
      const inducers = hits.filter((a) => a.effect === 'inducer').map(effect);
      const inhibitors = hits.filter((a) => a.effect === 'inhibitor').map(effect);
      return {
        share: share(row),
        tier: shareTier(measured(row), row.sensitivity),
        scale: row.inductionScale ?? 1,
        own,
        inhibitors,
        inducers,
      };
    });
    const strongest = actions.find((a) => a.effect === 'inducer' && a.target === 'CYP3A');
    return { terms, rest: strongest && pathways.length > 0 ? rest(strongest.strength) : -1 };
  };
  const value = (i: number): number => {
    const p = parameters[i];
    return p ? fromScale(p.kind, p.x) : 0;
  };
  const logRatio = ({ terms, rest: restIndex }: Prediction): number => {
    const shares = terms.map((t) => value(t.share));
    fillShares(
      shares,
      terms.map((t) => t.tier),
    );
    const routes = terms.map((t, i): Route => {
      let left = 1;
      for (const p of t.inhibitors) left *= 1 - value(p);
      let own = 0;
      for (const p of t.own) own = Math.max(own, value(p));
      let induced = own;
      for (const p of t.inducers) induced = Math.max(induced, value(p) * t.scale);
      return {
        contribution: shares[i] ?? 0,
        activity: 1,
        inhibition: 1 - left,
        induction: (1 + induced) / (1 + own) - 1,
      };
    });
    return Math.log(jointAucRatio(routes, restIndex < 0 ? 0 : value(restIndex)));
  };
  return { parameters, classes, prepare, logRatio };
};
