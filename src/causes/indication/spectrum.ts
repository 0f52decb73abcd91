/** Tests for germs compared with what the drug acts on, and diagnoses whose code means an illness by a virus. */
import { type Finding, type Gate, supports } from '../../domain/finding.ts';
import type { Concept } from '../../domain/record.ts';
import { holdsPhrase, plainName, type Spectrum, type Taxon } from '../../knowledge/germs/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { CauseContext } from '../contract.ts';

interface GermTest {
  taxon: Taxon;
  present: boolean;
  day: number;
  record: string;
}

export interface SpectrumAnswer {
  findings: Finding[];
  /** what the findings make of the gate; null where there is none */
  gate: Gate['answer'] | null;
}

const NOTHING: SpectrumAnswer = { findings: [], gate: null };

function spectrumOf({ trial, knowledge }: CauseContext): Spectrum | null {
  let best: { row: Spectrum; length: number } | null = null;
  for (const row of knowledge.germs.rows.spectra)
    for (const start of row.atc)
      if (trial.atc.some((code) => code.startsWith(start)) && start.length > (best?.length ?? 0))
        best = { row, length: start.length };
  return best?.row ?? null;
}

/** The longest words of a result that fit say what it means: "not detected" is not "detected". */
function meaningOf(text: string, { knowledge }: CauseContext): 'present' | 'absent' | null {
  const plain = plainName(text);
  const fits = knowledge.germs.rows.testWords
    .flatMap((row) => row.words.map((words) => ({ words, meaning: row.meaning })))
    .filter(({ words }) => holdsPhrase(plain, words))
    .sort((a, b) => b.words.length - a.words.length);
  return fits[0]?.meaning ?? null;
}

const textOf = (concept: Concept | null): string =>
  concept === null ? '' : [concept.text, ...concept.codings.map((coding) => coding.display ?? '')].join(' ');

/** Tests around the first dose. A result of several parts ("influenza: negative; RSV: positive") is read by its parts. */
function germTests(context: CauseContext): GermTest[] {
  const { record, trial, knowledge, asOf } = context;
  const { germTestBeforeDays, germTestAfterDays } = knowledge.germs.thresholds;
  const from = trial.start - germTestBeforeDays;
  const to = Math.min(trial.start + germTestAfterDays, asOf.day);
  return record.observations.flatMap((row) => {
    const day = (row.issued ?? row.at)?.day;
    if (day === undefined || day < from || day > to || row.coded === null) return [];
    const name = textOf(row.what);
    const parts = row.coded.text.split(/[;\n]|,\s/).filter((part) => part.trim() !== '');
    return parts.flatMap((part) => {
      const own = knowledge.germs.mentioned(part);
      const taxa = own.length > 0 ? own : parts.length === 1 ? knowledge.germs.mentioned(name) : [];
      const meaning = meaningOf(part, context) ?? (own.length > 0 ? 'present' : null);
      return meaning === null
        ? []
        : taxa.map((taxon) => ({ taxon, present: meaning === 'present', day, record: row.id }));
    });
  });
}

/** What tests for germs say of a drug: its own germ absent, another one present, or both. */
export function spectrumAnswer(context: CauseContext): SpectrumAnswer {
  const spectrum = spectrumOf(context);
  const { trial, knowledge } = context;
  const condition = trial.indication?.condition ?? null;
  // Prevention is given where the germ is not there yet.
  if (!spectrum || (condition !== null && knowledge.conditions.lineage(condition).includes('infection-prophylaxis')))
    return NOTHING;
  const { germs } = knowledge;
  const acts = (taxon: Taxon): boolean => spectrum.actsOn.some((id) => germs.isWithin(taxon.id, id));
  // A test for "Plasmodium" or "virus" speaks for what lies within it.
  const touches = (taxon: Taxon): boolean => acts(taxon) || spectrum.actsOn.some((id) => germs.isWithin(id, taxon.id));
  const tests = germTests(context);
  if (tests.some(({ taxon, present }) => present && touches(taxon))) return NOTHING;
  const absent = tests.filter(({ taxon, present }) => !present && touches(taxon));
  const other = tests.find(({ taxon, present }) => present && !touches(taxon));
  const first = absent[0];
  if ((!spectrum.narrow && (!other || !first)) || (!other && !first)) return NOTHING;
  const isClear = spectrum.narrow && other !== undefined && first !== undefined;
  const finding = supports({
    term: 'no-benefit-expected',
    code: other && first ? 'germ-not-covered' : other ? 'another-germ-found' : 'germ-not-found',
    certainty: isClear ? 'probable' : 'possible',
    basis: 'measured',
    checked: spectrum.checked === 'yes',
    values: {
      drug: trial.ingredient.name,
      germ: other?.taxon.name ?? null,
      day: other?.day ?? first?.day ?? null,
      absent: first?.taxon.name ?? null,
      covered: spectrum.actsOn.map((id) => germs.taxon(id)?.name ?? id).join(', '),
    },
    facts: [spectrum.id],
    sources: sourceIds(spectrum.source),
    records: [...new Set([other, ...absent].flatMap((test) => (test ? [test.record] : [])))],
  });
  return { findings: [finding], gate: isClear && finding.checked ? 'no' : 'unknown' };
}

/** The diagnosis of a trial where every code it was given for means an illness by a virus; null otherwise. */
export function viralByCode(context: CauseContext): { text: string; sources: string[]; records: string[] } | null {
  const { trial, record, knowledge } = context;
  if (trial.indication?.basis !== 'recorded') return null;
  const { text, records } = trial.indication;
  // A diagnosis that the order only names by its words is the one with the same words.
  const conditions = record.conditions.filter(
    (each) => records.includes(each.id) || plainName(each.what.text) === plainName(text),
  );
  const stated = [
    ...record.orders.filter((order) => trial.orders.includes(order.id)).flatMap((order) => order.indications),
    ...conditions.map((each) => each.what),
  ];
  const coded = stated.filter((each) => each.codings.length > 0);
  const rows = coded.map((each) =>
    knowledge.germs.rows.viralIllnessCodes.find((row) =>
      each.codings.some(({ system, code }) =>
        row.system === 'snomed'
          ? /snomed/i.test(system) && row.codes.includes(code)
          : /icd-?10/i.test(system) && row.codes.some((start) => plainCode(code).startsWith(plainCode(start))),
      ),
    ),
  );
  const [first] = rows;
  if (!first || rows.includes(undefined)) return null;
  return {
    text: coded[0]?.text ?? first.meaning,
    sources: [...new Set(rows.flatMap((row) => (row ? sourceIds(row.source) : [])))],
    records: [...trial.orders, ...conditions.map((each) => each.id)],
  };
}

const plainCode = (code: string): string => code.replaceAll('.', '').toUpperCase();
