/** Classes of drugs whose effect is known to fade, and the numbers of the rules that name it. */
import type { LossClass, LossRule } from './schema.ts';

export type { LossClass } from './schema.ts';

/** A drug as the pack looks at it. */
export interface LossQuery {
  name: string;
  atc: readonly string[];
  classes: readonly string[];
  route: string | null;
}

export interface LossOfEffect {
  rules: Readonly<Record<LossRule['id'], number>>;
  /** the most specific row for a drug: by ingredient, then the longest ATC prefix, then class; null where none */
  classOf(drug: LossQuery): LossClass | null;
}

/** How closely a row names a drug: ingredient before ATC before class; 0 where it does not. */
function closeness(row: LossClass, drug: LossQuery): number {
  if (row.ingredients.includes(drug.name.toLowerCase())) return 100;
  const prefixes = row.atc.filter((prefix) => drug.atc.some((code) => code.startsWith(prefix)));
  if (prefixes.length > 0) return 10 + Math.max(...prefixes.map((prefix) => prefix.length));
  return row.classes.some((id) => drug.classes.includes(id)) ? 1 : 0;
}

/** A row for certain routes speaks for an unstated route only where the drug has no use outside its ATC prefixes. */
function fitsRoute(row: LossClass, drug: LossQuery): boolean {
  if (row.routes.length === 0) return true;
  if (drug.route !== null) return row.routes.includes(drug.route);
  return drug.atc.length > 0 && drug.atc.every((code) => row.atc.some((prefix) => code.startsWith(prefix)));
}

/** The look-up of the pack's rows. Throws where a rule is missing. */
export function buildLossOfEffect(rows: readonly LossClass[], rules: readonly LossRule[]): LossOfEffect {
  const values = new Map(rules.map((rule) => [rule.id, rule.value]));
  const value = (id: LossRule['id']): number => {
    const found = values.get(id);
    if (found === undefined) throw new Error(`loss-of-effect pack: rule \`${id}\` is missing`);
    return found;
  };
  return {
    rules: {
      tachyphylaxisDays: value('tachyphylaxisDays'),
      tachyphylaxisDoses: value('tachyphylaxisDoses'),
      lostShare: value('lostShare'),
      toleranceDays: value('toleranceDays'),
      doseRise: value('doseRise'),
      sameEffect: value('sameEffect'),
      progressionAfterDays: value('progressionAfterDays'),
    },
    classOf(drug) {
      let best: { row: LossClass; at: number } | null = null;
      for (const row of rows) {
        const at = fitsRoute(row, drug) ? closeness(row, drug) : 0;
        if (at > (best?.at ?? 0)) best = { row, at };
      }
      return best?.row ?? null;
    },
  };
}

/** The rows of the pack by file name, as the build leaves them, as the look-up. */
export function lossOfEffectFrom(files: Readonly<Record<string, readonly unknown[]>>): LossOfEffect {
  return buildLossOfEffect((files['data.csv'] ?? []) as LossClass[], (files['rules.csv'] ?? []) as LossRule[]);
}
