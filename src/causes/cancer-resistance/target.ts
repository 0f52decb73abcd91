/** Alterations of the tumour that go with resistance to the drug, by published evidence. */
import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { type Certainty, weaker } from '../../domain/terms.ts';
import { type Trial, trialEnd } from '../../domain/trial.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { ResistanceEvidence } from '../../knowledge/tumours/index.ts';
import type { CauseContext } from '../contract.ts';
import { isAboutExpression, metBy } from './requirement.ts';
import type { FoundAlteration, Samples } from './samples.ts';
import { timeClause, timePattern } from './time-pattern.ts';

const CLAIMS: Readonly<Record<ResistanceEvidence['level'], Certainty | null>> = {
  A: 'probable',
  B: 'probable',
  C: 'possible',
  D: null,
  E: null,
};

type Fit = 'same' | 'unknown' | 'other';

/** Is the tumour treated the one the evidence is of? */
function tumourFit(evidence: ResistanceEvidence, context: CauseContext): Fit {
  const { trial, record, knowledge } = context;
  const row = knowledge.tumours.rows.diseases.find((each) => each.diseases.includes(evidence.disease));
  const condition = trial.indication?.condition ?? null;
  const lines = condition === null ? [] : knowledge.conditions.lineage(condition);
  const texts = [trial.indication?.text ?? '', ...record.conditions.map((each) => each.what.text)].map((text) =>
    text.toLowerCase(),
  );
  if (!row) return 'unknown';
  const holds = (words: readonly string[]): boolean =>
    texts.some((text) => words.some((word) => new RegExp(`\\b${word}`).test(text)));
  if ((row.condition !== '' && lines.includes(row.condition)) || holds(row.words)) return 'same';
  const isOther = knowledge.tumours.rows.diseases.some(
    (each) => each.id !== row.id && ((each.condition !== '' && lines.includes(each.condition)) || holds(each.words)),
  );
  return isOther ? 'other' : 'unknown';
}

/** Are all drugs of a combination among what the person used at the time? */
function drugsFit(evidence: ResistanceEvidence, context: CauseContext): boolean {
  if (evidence.interaction !== 'combination') return true;
  const { trial, trials, asOf, knowledge } = context;
  const overlaps = (other: Trial): boolean =>
    other.start < trialEnd(trial, asOf.day) && trial.start < trialEnd(other, asOf.day);
  const used = new Set(trials.filter(overlaps).map((other) => other.ingredient.name.toLowerCase()));
  return evidence.therapies.every((therapy) => knowledge.tumours.drugsOf(therapy).some((drug) => used.has(drug)));
}

/** Since when: in a sample from before, only in one from after, or nobody looked before. */
function timingOf(found: FoundAlteration, samples: Samples, context: CauseContext): 'before' | 'acquired' | 'unknown' {
  const { trial, knowledge } = context;
  const { beforeStartDays, atStartDays } = knowledge.tumours.thresholds;
  if (found.day === null) return 'unknown';
  if (found.day <= trial.start + atStartDays) return found.day >= trial.start - beforeStartDays ? 'before' : 'unknown';
  const earlier = samples.alterations.some(
    (other) =>
      !other.present && other.text === found.text && other.day !== null && other.day <= trial.start + atStartDays,
  );
  return earlier ? 'acquired' : 'unknown';
}

const CODES = {
  before: 'alteration-before-treatment',
  acquired: 'alteration-acquired',
  unknown: 'alteration-timing-unknown',
} as const;
const byStrength = (a: ResistanceEvidence, b: ResistanceEvidence): number =>
  a.level < b.level ? -1 : a.level > b.level ? 1 : Number(b.rating || 0) - Number(a.rating || 0);

/** Findings of mutations, fusions, amplifications and losses. */
export function targetFindings(samples: Samples, context: CauseContext): Finding[] {
  const { trial, knowledge, asOf } = context;
  const { tumours } = knowledge;
  const evidence = tumours.evidenceFor(trial.ingredient.name).filter((row) => drugsFit(row, context));
  const lastDay = trialEnd(trial, asOf.day) + tumours.thresholds.kinaseOffDays;
  const timely = samples.alterations.filter((found) => found.day === null || found.day <= lastDay);
  const present = timely.filter((found) => found.present);
  const met = evidence
    .map((row) => ({ row, met: metBy(row, present, tumours), fit: tumourFit(row, context) }))
    .flatMap((each) => (each.met ? [{ ...each, met: each.met }] : []))
    .sort((a, b) => Number(b.met.checked) - Number(a.met.checked) || byStrength(a.row, b.row));
  const pattern = timePattern(context);
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const { row, met: by, fit } of met) {
    const claim = CLAIMS[row.level];
    const main = by.by.find((found) => found.change !== null) ?? by.by[0];
    if (claim === null || fit === 'other' || !main || told.has(main.text)) continue;
    told.add(main.text);
    const same = met
      .filter(
        (other) =>
          other.fit !== 'other' &&
          CLAIMS[other.row.level] !== null &&
          other.met.by.some((found) => found.text === main.text),
      )
      .map((other) => other.row);
    findings.push(
      supports({
        term: isAboutExpression(row) ? 'cancer-drug-resistance' : 'target-alteration-resistance',
        code: CODES[timingOf(main, samples, context)],
        certainty: fit === 'same' ? claim : weaker(claim, 'possible'),
        basis: 'measured',
        checked: row.checked === 'yes' && by.checked,
        values: {
          alteration: main.text,
          drug: trial.ingredient.name,
          day: main.day,
          level: row.level,
          disease: row.disease.toLowerCase(),
          evidence: `${row.id}${row.pmid === '' ? '' : `, PMID ${row.pmid}`}`,
          items: same.length,
          time: timeClause(pattern),
        },
        facts: same.slice(0, 5).map((each) => each.id),
        sources: [...new Set([...same.flatMap((each) => sourceIds(each.source)), ...(pattern?.sources ?? [])])],
        records: [...new Set(by.by.map((found) => found.record))],
      }),
    );
  }
  if (findings.length > 0) return findings;
  const open = (code: string, parts: Partial<Finding> = {}): Finding[] => [
    missing({ term: 'cancer-drug-resistance', code, check: 'test-tumour', ...parts }),
  ];
  const weak = met[0];
  if (weak) {
    const found = weak.met.by[0];
    const values = {
      alteration: found?.text ?? '',
      drug: trial.ingredient.name,
      disease: weak.row.disease.toLowerCase(),
      evidence: weak.row.id,
    };
    return open(CLAIMS[weak.row.level] === null ? 'preclinical-only' : 'evidence-in-other-tumour', {
      values,
      facts: [weak.row.id],
      records: weak.met.by.map((each) => each.record),
    });
  }
  const claims = evidence.filter((row) => CLAIMS[row.level] !== null && tumourFit(row, context) !== 'other');
  if (claims.length === 0) return [];
  const absent = timely.filter(
    (found) => !found.present && claims.some((row) => metBy(row, [found], tumours) !== null),
  );
  if (absent.length > 0) {
    const values = {
      alteration: [...new Set(absent.map((found) => found.text))].join(', '),
      drug: trial.ingredient.name,
      day: absent.at(-1)?.day ?? null,
    };
    return [
      opposes({
        term: 'target-alteration-resistance',
        code: 'alteration-absent',
        certainty: 'unlikely',
        basis: 'measured',
        values,
        records: [...new Set(absent.map((found) => found.record))],
      }),
    ];
  }
  const late = samples.alterations.length > timely.length;
  return open(late ? 'sample-after-end' : 'no-molecular-test', { values: { drug: trial.ingredient.name } });
}
