/** One trial as an article: what it is called, why, the ledger as a picture, what to find out. */
import type { CauseEntry, Evidence, TrialAssessment } from '../../domain/assessment.ts';
import {
  courseWords,
  exposureSentence,
  formatPercent,
  GATE_WORDS,
  listOf,
  nameOf,
  sentenceCase,
  type TermNames,
} from '../../explain/index.ts';
import { trialLedger } from '../../figures/index.ts';
import { escaped, list, section, tag } from './markup.ts';

const SIGN: Readonly<Record<Evidence['bearing'], [string, string]>> = {
  supports: ['+', 'for'],
  opposes: ['−', 'against'],
  missing: ['?', 'missing'],
};

function evidenceItem(evidence: Evidence): string {
  const [sign, said] = SIGN[evidence.bearing];
  const rows = [
    ...evidence.records,
    ...evidence.sources,
    ...(evidence.checked ? [] : ['unchecked fact']),
    ...(evidence.basis === 'assumed' ? ['assumed, not in the record'] : []),
  ];
  const from = rows.length === 0 ? '' : ` ${tag('span', escaped(`[${rows.join('; ')}]`), 'rows')}`;
  return `<li><span class="sign" aria-label="${said}">${sign}</span>${escaped(evidence.text)}${from}</li>`;
}

const evidenceList = (evidence: readonly Evidence[]): string =>
  evidence.length === 0 ? '' : tag('ul', evidence.map(evidenceItem).join('\n'), 'evidence');

function causeTitle(cause: CauseEntry, names: TermNames): string {
  const share = cause.share ? `, ${formatPercent(cause.share)} of the lost exposure` : '';
  const behind = cause.explainedBy.map((term) => nameOf(term, names));
  const explained = behind.length === 0 ? '' : `; explained by ${listOf(behind)}`;
  return `${sentenceCase(nameOf(cause.term, names))} (${cause.certainty}${share}${explained})`;
}

const causeBlocks = (causes: readonly CauseEntry[], names: TermNames): string =>
  list(
    causes.map((cause) => `<strong>${escaped(causeTitle(cause, names))}</strong>${evidenceList(cause.evidence)}`),
    true,
  );

/** The waterfall, where anything is known to draw. */
const ledgerFigure = (trial: TrialAssessment): string =>
  trial.exposure.relative === null ? '' : tag('figure', trialLedger(trial));

function gateList(trial: TrialAssessment): string {
  const rows = trial.gates.map(({ gate, answer }) => `<dt>${escaped(GATE_WORDS[gate].asks)}</dt><dd>${answer}</dd>`);
  return rows.length === 0 ? '' : tag('dl', rows.join('\n'));
}

const exposureWords = ({ exposure }: TrialAssessment): string => exposureSentence(exposure) || 'Exposure: unknown.';

/** The article of one trial. */
export function trialArticle(trial: TrialAssessment, names: TermNames): string {
  const [first] = trial.causes;
  const certainty = first === undefined || first.term !== trial.headline.term ? '' : ` (${first.certainty})`;
  const purpose = trial.indication === null ? '' : ` for ${trial.indication.text}`;
  const period = trial.end === null ? `since ${trial.start}` : `${trial.start} to ${trial.end}`;
  const excluded = trial.excluded.map((cause) => {
    const against = cause.evidence.find((each) => each.bearing === 'opposes') ?? cause.evidence[0];
    return escaped(
      `${nameOf(cause.term, names)} (${cause.certainty})${against === undefined ? '' : `: ${against.text}`}`,
    );
  });
  const open = trial.notAssessed.map(({ term, missing }) =>
    escaped(`${nameOf(term, names)}${missing.length === 0 ? '' : `: needs ${missing.join('; ')}`}`),
  );
  const checks = trial.nextChecks.map((check) => escaped(`${check.text} ${check.why}`));
  const head = [
    `<h2><span class="name">${escaped(nameOf(trial.headline.term, names))}</span>${escaped(certainty)}</h2>`,
    tag('p', escaped(`${sentenceCase(trial.medication.name)}${purpose}, ${period}`)),
    tag('p', escaped(`Course: ${courseWords(trial.course, names)}. Fair chance: ${trial.fairChance}.`)),
  ].join('\n');
  return tag(
    'article',
    [
      tag('header', head),
      tag('p', escaped(trial.summary.plain), 'plain'),
      section('What happened', evidenceList(trial.course.evidence)),
      section('Why', causeBlocks(trial.causes, names)),
      section('Risks', causeBlocks(trial.risks, names)),
      section('How much arrived', tag('p', escaped(exposureWords(trial))) + ledgerFigure(trial)),
      section('Was it given a fair chance?', gateList(trial)),
      section('Ruled out', list(excluded)),
      section('Not assessed', list(open)),
      section('To find out next', list(checks, true)),
      section('Assumed by the caller', list(trial.assumed.map(escaped))),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}
