/** Measured levels of the trial's drug, and what each says against its range. */
import { concentrationIn } from '../domain/quantity.ts';
import type { Observation, PatientRecord } from '../domain/record.ts';
import type { DrugLevel } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { holdsPhrase } from '../knowledge/phrases/index.ts';
import { observationTexts, type ToldObservation } from './observation-texts.ts';

/** Words that make an observation naming a drug something else than its level. */
const NO_LEVEL = [
  'susceptibility',
  'susc',
  'ab',
  'antibody',
  'antibodies',
  'anti-drug',
  'ige',
  'gene',
  'genotype',
  'allergy',
  'mic',
  'sensitivity',
  'dose',
  'dosage',
  'challenge',
  'binding',
] as const;
const LEVEL_WORDS = [
  'level',
  'concentration',
  'trough',
  'peak',
  'serum',
  'plasma',
  'blood',
  'urine',
  'saliva',
  'hair',
  'mass/volume',
  'moles/volume',
  'presence',
  'drug screen',
  'assay',
  'metabolite',
  'c0',
  'metabolites',
  'spiegel',
  'talspiegel',
  'serumspiegel',
  'plasmaspiegel',
  'tdm',
] as const;
/** Beside these, "dose" says when the blood was drawn ("gentamicin pre-dose level"). */
const DOSE_TELLS_WHEN = ['level', 'trough', 'peak', 'concentration', 'pre-dose', 'post-dose'] as const;
const WHEN_WORDS = ['after', 'before', 'post', 'pre', 'during', 'under', 'following', 'off', 'on'] as const;
/** Words before the drug's name that name no other thing measured. */
const SAYS_NO_ANALYTE: ReadonlySet<string> = new Set([
  ...LEVEL_WORDS,
  'drug',
  'dose',
  'hour',
  'hours',
  'hrs',
  'min',
  'sample',
]);
const ABSENT = [
  'not detected',
  'undetectable',
  'none detected',
  'negative',
  'absent',
  'below limit of quantification',
  'below the limit',
  'below detection',
  'not found',
  'below quantification',
] as const;
const PRESENT = ['detected', 'positive', 'present'] as const;

/** "Factor VIII activity, 1 h after desmopressin": the drug is when, not what. "Pre vancomycin trough" is its level. */
function isTestOfSomethingElse(part: string, names: readonly string[]): boolean {
  return names.some((each) =>
    WHEN_WORDS.some((word) => {
      const at = part.indexOf(`${word} ${each}`);
      if (at <= 0 || !holdsPhrase(part, `${word} ${each}`)) return false;
      const before = part.slice(0, at).split(/[^\p{L}]+/u);
      return before.some((told) => told.length > 2 && !SAYS_NO_ANALYTE.has(told));
    }),
  );
}

const never = (_name: string): boolean => false;

const wordsIn = (name: string): string[] => name.split(/[^\p{L}-]+/u).filter((word) => word.length > 4);
const namedIn = new WeakMap<Knowledge, Map<string, ReadonlySet<string>>>();

/** The ingredients a laboratory's wording names in another spelling or language ("Amisulprid, Talspiegel"). */
function ingredientsIn(name: string, knowledge: Knowledge): ReadonlySet<string> {
  const known = namedIn.get(knowledge) ?? new Map<string, ReadonlySet<string>>();
  namedIn.set(knowledge, known);
  const read = known.get(name);
  if (read) return read;
  const isLevel = LEVEL_WORDS.some((word) => holdsPhrase(name, word));
  const found = new Set(
    isLevel ? wordsIn(name).flatMap((word) => knowledge.drugs.byName(word).map((ingredient) => ingredient.id)) : [],
  );
  known.set(name, found);
  return found;
}

/** True where the observation measures this drug's level: its name as whole words, and nothing that makes it another test. */
export function isLevelOf(
  { observation, name }: ToldObservation,
  names: readonly string[],
  isNamedBy = never,
): boolean {
  if (!names.some((each) => holdsPhrase(name, each)) && !isNamedBy(name)) return false;
  const isTimed = DOSE_TELLS_WHEN.some((word) => holdsPhrase(name, word));
  if (NO_LEVEL.some((word) => holdsPhrase(name, word) && !(isTimed && word === 'dose'))) return false;
  if (name.split(' | ').some((part) => isTestOfSomethingElse(part, names))) return false;
  return LEVEL_WORDS.some((word) => holdsPhrase(name, word)) || observation.referenceLow !== null;
}

function codedVerdict(observation: Observation): DrugLevel['verdict'] | null {
  const text = [
    observation.coded?.text ?? '',
    ...(observation.coded?.codings ?? []).map((coding) => coding.display ?? ''),
  ]
    .join(' | ')
    .toLowerCase();
  if (ABSENT.some((phrase) => holdsPhrase(text, phrase))) return 'absent';
  if (PRESENT.some((phrase) => holdsPhrase(text, phrase))) return 'detected';
  if (holdsPhrase(text, 'subtherapeutic') || holdsPhrase(text, 'below therapeutic')) return 'below';
  return null;
}

/** What one observation says; the laboratory's range goes before the pack's. */
function levelOf(observation: Observation, ingredientId: string, knowledge: Knowledge): DrugLevel | null {
  if (!observation.at) return null;
  const range = knowledge.drugLevels.rangeOf(ingredientId);
  const base = {
    day: observation.at.day,
    minute: observation.at.minute,
    record: observation.id,
    unit: observation.value?.unit ?? null,
  };
  const ownRange = observation.referenceLow !== null || observation.referenceHigh !== null;
  if (!observation.value) {
    const verdict = codedVerdict(observation);
    if (!verdict) return null;
    return {
      ...base,
      value: null,
      low: observation.referenceLow,
      high: observation.referenceHigh,
      verdict,
      rangeFrom: ownRange ? 'laboratory' : null,
      sources: [],
      checked: true,
    };
  }
  const { value, unit, comparator } = observation.value;
  const inPackUnit = range && unit !== null ? concentrationIn(value, unit, range.unit) : null;
  const scale = inPackUnit !== null && value !== 0 ? inPackUnit / value : inPackUnit === 0 ? 1 : null;
  const usePack = !ownRange && range !== null && scale !== null;
  const low = ownRange ? observation.referenceLow : usePack ? range.low / scale : null;
  const high = ownRange ? observation.referenceHigh : usePack && range.high !== null ? range.high / scale : null;
  return {
    ...base,
    value,
    low,
    high,
    verdict: verdictOf(value, comparator, low, high),
    rangeFrom: ownRange ? 'laboratory' : usePack ? 'pack' : null,
    sources: usePack ? [range.source] : [],
    checked: !usePack || range.checked === 'yes',
  };
}

function verdictOf(
  value: number,
  comparator: string | null,
  low: number | null,
  high: number | null,
): DrugLevel['verdict'] {
  const belowQuantification = comparator === '<' || comparator === '<=';
  if (value === 0 || (belowQuantification && (low === null || value < low))) return 'absent';
  if (belowQuantification) return 'unknown';
  if (low !== null && value < low) return 'below';
  if (high !== null && value > high) return 'above';
  if (low !== null || high !== null) return 'within';
  return 'detected';
}

/** Every level of the drug in the record, in time order. `names` are the lower-case names the drug is known by. */
export function drugLevels(
  record: PatientRecord,
  ingredientId: string,
  names: readonly string[],
  knowledge: Knowledge,
): DrugLevel[] {
  return observationTexts(record)
    .filter((told) => isLevelOf(told, names, (name) => ingredientsIn(name, knowledge).has(ingredientId)))
    .flatMap((told) => levelOf(told.observation, ingredientId, knowledge) ?? [])
    .sort((a, b) => a.minute - b.minute);
}
