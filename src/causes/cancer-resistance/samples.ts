/** What was found in a person's tumour, and when: alterations present or absent, pumps raised or not. */
import type { ResultWord, Tumours } from '../../knowledge/tumours/index.ts';
import type { CauseContext } from '../contract.ts';
import { type Alteration, alterationsIn, genesIn } from './alteration-text.ts';
import { type Report, reportsOf } from './reports.ts';

export interface FoundAlteration extends Alteration {
  present: boolean;
  day: number | null;
  text: string;
  record: string;
}

export interface PumpMeasure {
  pump: string;
  raised: boolean;
  day: number | null;
  record: string;
}

export interface Samples {
  alterations: FoundAlteration[];
  pumps: PumpMeasure[];
}

/** What a result says in the pack's words: the longest that fits wins ("not detected" over "detected"). */
function saidBy(
  result: string,
  meanings: readonly ResultWord['meaning'][],
  tumours: Tumours,
): ResultWord['meaning'] | null {
  const plain = ` ${result
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
  const fits = tumours.rows.resultWords
    .filter((row) => meanings.includes(row.meaning))
    .flatMap((row) => row.words.map((words) => ({ words, meaning: row.meaning })))
    .filter(({ words }) => plain.includes(` ${words} `))
    .sort((a, b) => b.words.length - a.words.length);
  return fits[0]?.meaning ?? null;
}

/** Everything the record says of the tumour, in order of time; reports that name no gene and no change are passed by. */
export function samplesOf(context: CauseContext): Samples {
  const { tumours } = context.knowledge;
  const known = read.get(context.record);
  if (known?.tumours === tumours) return known.samples;
  const samples = readSamples(context, tumours);
  read.set(context.record, { tumours, samples });
  return samples;
}

// A record is read once, not once for each of its drugs.
const read = new WeakMap<CauseContext['record'], { tumours: Tumours; samples: Samples }>();

function readSamples(context: CauseContext, tumours: Tumours): Samples {
  const samples: Samples = { alterations: [], pumps: [] };
  const pumps = new Set<string>(tumours.rows.effluxSubstrates.map((row) => row.pump));
  for (const report of reportsOf(context)) {
    if (report.result === '' && report.value === null) continue;
    const day = report.at?.day ?? null;
    for (const { text, result } of statementsOf(report, tumours)) {
      for (const pump of genesIn(text, tumours).filter((gene) => pumps.has(gene))) {
        if (!/express|level|activity|function|protein|glyco|pgp|mdr|bcrp|mrp/i.test(text)) continue;
        const said = saidBy(result, ['raised', 'not-raised'], tumours);
        if (said !== null) samples.pumps.push({ pump, raised: said === 'raised', day, record: report.record });
      }
      const named = alterationsIn(text, tumours).filter((found) => !pumps.has(found.gene));
      if (named.length === 0) continue;
      const said = saidBy(report.answer ?? result, ['present', 'absent'], tumours);
      // A change that stands in the result itself was found, unless the result denies it.
      const stated = alterationsIn(
        result === '' ? '' : `${genesIn(report.name, tumours).join(' ')} ${result}`,
        tumours,
      ).some((found) => found.change !== null);
      const present =
        said === 'absent' ? false : said === 'present' || stated || (report.value !== null && report.value > 0);
      if (said === null && !stated && report.value === null) continue;
      for (const found of named)
        samples.alterations.push({ ...found, present, day, text: nameOf(found), record: report.record });
    }
  }
  const byDay = (a: { day: number | null }, b: { day: number | null }): number => (a.day ?? 0) - (b.day ?? 0);
  return { alterations: samples.alterations.sort(byDay), pumps: samples.pumps.sort(byDay) };
}

// "EGFR T790M detected; KRAS wild type. No MET amplification": a part that says nothing yet goes with the next one.
const BORDERS = /[;\n]|\.\s+|,\s+(?=(?:and )?[A-Z][A-Z0-9-]+\b)/;

/** The statements of one report, each with the words that name what it is about. */
function statementsOf({ name, result }: Report, tumours: Tumours): { text: string; result: string }[] {
  const statements: { text: string; result: string }[] = [];
  let open = '';
  const close = (part: string): void => {
    const isOwn = genesIn(part, tumours).length > 0;
    statements.push({
      text: isOwn && statements.length + Number(BORDERS.test(result)) > 0 ? part : `${name} ${part}`,
      result: part,
    });
  };
  for (const part of result.split(BORDERS)) {
    open = open === '' ? part.trim() : `${open}, ${part.trim()}`;
    if (saidBy(open, ['present', 'absent', 'raised', 'not-raised'], tumours) === null && !/[A-Z]\d{2,4}/.test(open))
      continue;
    close(open);
    open = '';
  }
  if (open !== '' || statements.length === 0) close(open);
  return statements;
}

const nameOf = (found: Alteration): string =>
  `${found.gene} ${found.change ? `${found.change.ref}${found.change.codon}${found.change.alt}` : (found.word ?? '')}`;
