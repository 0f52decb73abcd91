/** The enzymes pack as look-up objects: who clears what, who inhibits or induces whom, and how much. */
import { fillShares, type ShareTier, shareTier } from './fill-shares.ts';
import type {
  ClassRow,
  DipsBandRow,
  DipsRow,
  FittedRow,
  GenotypeActivityRow,
  MoietyRow,
  ObservedActivationRow,
  PathwayRow,
  PerpetratorRow,
} from './schema.ts';

export { fillShares, LARGEST_KNOWN_SHARE, type ShareTier, shareTier } from './fill-shares.ts';
export type * from './schema.ts';

export type EnzymeRows = {
  perpetrators: readonly PerpetratorRow[];
  pathways: readonly PathwayRow[];
  classes: readonly ClassRow[];
  fitted: readonly FittedRow[];
  moieties: readonly MoietyRow[];
  genotypeActivity: readonly GenotypeActivityRow[];
  observedActivation: readonly ObservedActivationRow[];
  dips: readonly DipsRow[];
  dipsBands: readonly DipsBandRow[];
};

/** A number with its spread on the fitting scale (log odds; natural log for induction) and what it rests on. */
export type Estimate = { value: number; spread: number; basis: 'fitted' | 'study' | 'class'; pairs: number };

/**
 * One route of elimination; `share` is its part of clearance in the reference person, shares of one drug sum to <=
 * 0.995.
 */
export type Pathway = {
  enzyme: string;
  share: number;
  estimate: Estimate;
  /** fold of activity the drug itself adds to this enzyme in steady use */
  selfInduction: number;
  row: PathwayRow;
};

/** What one drug does to one enzyme: fraction inhibited, or fold of activity gained. */
export type Action = { target: string; effect: 'inhibitor' | 'inducer'; size: Estimate; row: PerpetratorRow };

export type Metabolite = { row: MoietyRow; pathways: readonly { enzyme: string; share: number }[] };

/** Spread of log ratios around the model: for every pair, and per unit of predicted log ratio upwards and downwards. */
export type IntervalSpread = { base: number; up: number; down: number };

export type EnzymeKnowledge = {
  victims: ReadonlyMap<string, readonly Pathway[]>;
  perpetrators: ReadonlyMap<string, readonly Action[]>;
  metabolites: ReadonlyMap<string, Metabolite>;
  activity: ReadonlyMap<string, readonly GenotypeActivityRow[]>;
  observedActivation: ReadonlyMap<string, ObservedActivationRow>;
  restInduction: ReadonlyMap<string, Estimate>;
  interval: IntervalSpread;
  dips: readonly DipsRow[];
  /** the scale's categories, the highest first */
  dipsBands: readonly DipsBandRow[];
};

export type Family = ClassRow['family'];

/** The family whose class numbers an enzyme or transporter shares. */
export const familyOf = (enzyme: string): Family => {
  if (enzyme === 'CYP3A') return 'CYP3A';
  if (enzyme.startsWith('CYP')) return 'CYP';
  return enzyme.startsWith('UGT') ? 'UGT' : 'transporter';
};

/** Whether an effect on `target` reaches `enzyme`: the same one, or "UGT" for any of its isoforms. */
export const reaches = (target: string, enzyme: string): boolean =>
  target === enzyme || (target === 'UGT' && enzyme.startsWith('UGT'));

/** The class a pathway falls into where nothing was measured. */
export const pathwayClass = (row: Pick<PathwayRow, 'sensitivity'>): ClassRow['class'] => row.sensitivity || 'listed';

const group = <R extends { drug: string }>(rows: readonly R[]): Map<string, R[]> => {
  const map = new Map<string, R[]>();
  for (const row of rows) {
    const list = map.get(row.drug);
    if (list) list.push(row);
    else map.set(row.drug, [row]);
  }
  return map;
};

type Numbers = (kind: ClassRow['kind'], drug: string, enzyme: string, family: Family, name: string) => Estimate;

// A number fitted for this drug comes first; then the class as fitted, then the class as first stated.
const numbersOf = (rows: EnzymeRows): Numbers => {
  const key = (...parts: string[]): string => parts.join('|');
  const own = new Map<string, Estimate>();
  const classes = new Map<string, Estimate>();
  for (const c of rows.classes)
    classes.set(key(c.kind, c.family, c.class), { value: c.value, spread: c.spread, basis: 'class', pairs: 0 });
  for (const f of rows.fitted) {
    if (f.kind === 'interval') continue;
    if (f.drug)
      own.set(key(f.kind, f.drug, f.enzyme), { value: f.value, spread: f.spread, basis: 'fitted', pairs: f.pairs });
    else
      classes.set(key(f.kind, f.enzyme, f.class), { value: f.value, spread: f.spread, basis: 'class', pairs: f.pairs });
  }
  return (kind, drug, enzyme, family, name) => {
    const found = own.get(key(kind, drug, enzyme)) ?? classes.get(key(kind, family, name));
    if (!found) throw new Error(`enzymes pack: no ${kind} number for ${family} ${name}`);
    return found;
  };
};

const STUDY_SPREAD_CLASS = 'study';

const selfInductionOf = (enzyme: string, own: readonly Action[]): number => {
  let most = 0;
  for (const action of own)
    if (action.effect === 'inducer' && reaches(action.target, enzyme)) most = Math.max(most, action.size.value);
  return most;
};

const pathwaysOf = (rows: readonly PathwayRow[], numbers: Numbers, own: readonly Action[]): Pathway[] => {
  const estimates = rows.map((row): Estimate => {
    const family = familyOf(row.enzyme);
    const found = numbers('contribution', row.drug, row.enzyme, family, pathwayClass(row));
    if (found.basis === 'fitted' || row.contribution === null) return found;
    const spread = numbers('contribution', '', '', family, STUDY_SPREAD_CLASS).spread;
    return { value: row.contribution, spread, basis: 'study', pairs: 1 };
  });
  const shares = estimates.map((e) => e.value);
  const tiers = rows.map((row): ShareTier => shareTier(row.contribution !== null, row.sensitivity));
  fillShares(shares, tiers);
  return rows.map((row, i): Pathway => {
    const estimate = estimates[i] ?? { value: 0, spread: 0, basis: 'class', pairs: 0 };
    return {
      enzyme: row.enzyme,
      share: shares[i] ?? 0,
      estimate,
      selfInduction: selfInductionOf(row.enzyme, own),
      row,
    };
  });
};

const metabolitePathways = (text: string): { enzyme: string; share: number }[] =>
  text
    .split(';')
    .filter((part) => part !== '')
    .map((part) => {
      const [enzyme = '', share = '0'] = part.split(':');
      return { enzyme, share: Number(share) };
    });

/** Builds the look-ups of the enzymes pack; throws where a class number is missing from the pack. */
export const buildEnzymes = (rows: EnzymeRows): EnzymeKnowledge => {
  const numbers = numbersOf(rows);
  const perpetrators = new Map<string, Action[]>();
  for (const [drug, list] of group(rows.perpetrators))
    perpetrators.set(
      drug,
      list.map((row): Action => {
        const kind = row.effect === 'inhibitor' ? 'inhibition' : 'induction';
        return {
          target: row.target,
          effect: row.effect,
          size: numbers(kind, drug, row.target, familyOf(row.target), row.strength),
          row,
        };
      }),
    );
  const victims = new Map<string, Pathway[]>();
  const eliminations = rows.pathways.filter((row) => row.role === 'elimination');
  for (const [drug, list] of group(eliminations))
    victims.set(drug, pathwaysOf(list, numbers, perpetrators.get(drug) ?? []));
  const interval = (name: string): number =>
    rows.fitted.find((f) => f.kind === 'interval' && f.class === name)?.value ?? 1;
  const activity = new Map<string, GenotypeActivityRow[]>();
  for (const row of rows.genotypeActivity) activity.set(row.gene, [...(activity.get(row.gene) ?? []), row]);
  return {
    victims,
    perpetrators,
    metabolites: new Map(
      rows.moieties.map((row) => [row.drug, { row, pathways: metabolitePathways(row.metabolitePathways) }]),
    ),
    activity,
    observedActivation: new Map(rows.observedActivation.map((row) => [`${row.victim}|${row.perpetrator}`, row])),
    restInduction: new Map(
      (['strong', 'moderate', 'weak'] as const).map((s) => [s, numbers('induction', '', 'rest', 'rest', s)]),
    ),
    interval: { base: interval('base'), up: interval('up'), down: interval('down') },
    dips: rows.dips,
    dipsBands: [...rows.dipsBands].sort((a, b) => b.least - a.least),
  };
};

/** The rows of this pack out of the build's tables by file name. */
export const enzymeRows = (files: Readonly<Record<string, readonly unknown[]>>): EnzymeRows => {
  const table = <Row>(file: string): readonly Row[] => (files[file] ?? []) as readonly Row[];
  return {
    perpetrators: table<PerpetratorRow>('perpetrators.csv'),
    pathways: table<PathwayRow>('pathways.csv'),
    classes: table<ClassRow>('classes.csv'),
    fitted: table<FittedRow>('fitted.csv'),
    moieties: table<MoietyRow>('moieties.csv'),
    genotypeActivity: table<GenotypeActivityRow>('genotype-activity.csv'),
    observedActivation: table<ObservedActivationRow>('observed-activation.csv'),
    dips: table<DipsRow>('dips.csv'),
    dipsBands: table<DipsBandRow>('dips-bands.csv'),
  };
};
