/** GitHub-flavoured Markdown of one trial: what a card shows when it is opened. */
import type { CauseEntry, Evidence, ExposureEntry, TrialAssessment } from '../../domain/assessment.ts';
import { formatNumber, formatPercent, listOf, nameOf, sentenceCase, type TermNames } from '../../explain/index.ts';

const SIGN: Readonly<Record<Evidence['bearing'], string>> = { supports: '+', opposes: '−', missing: '?' };
const MOST_SENTENCES = 5;
const MOST_ROWS = 3;

/**
 * Text of the record or of a pack made safe inside Markdown: no mark-up, no HTML, no line breaks.
 * @example plain('**x** <b>') //=> '\\*\\*x\\*\\* &lt;b&gt;'
 */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]|~]/g, '\\$&')
    .replace(/:\/\//g, ':&#47;&#47;');
}

function references(evidence: Evidence): string {
  const rows = evidence.records.slice(0, MOST_ROWS);
  const more = evidence.records.length - rows.length;
  const parts = [
    ...rows,
    ...(more > 0 ? [`${more} more rows`] : []),
    ...evidence.sources,
    ...(evidence.checked ? [] : ['unchecked fact']),
    ...(evidence.basis === 'assumed' ? ['assumed'] : []),
  ];
  return parts.length === 0 ? '' : ` (${plain(parts.join('; '))})`;
}

function causeLines(cause: CauseEntry, names: TermNames): string[] {
  const share = cause.share ? `, ${formatPercent(cause.share)} of the lost exposure` : '';
  return [
    `**${plain(sentenceCase(nameOf(cause.term, names)))}** (${cause.certainty}${share})`,
    '',
    ...cause.evidence
      .slice(0, MOST_SENTENCES)
      .map((each) => `- ${SIGN[each.bearing]} ${plain(each.text)}${references(each)}`),
    '',
  ];
}

const ratio = (value: number | null): string =>
  value === null ? '' : value > 0 && value < 0.01 ? '< 0.01' : formatNumber(value);

/** The ledger as a table; what is neither known nor bounded stands below it in one line. */
function ledgerLines(exposure: ExposureEntry): string[] {
  const told = exposure.factors.filter(
    (factor) => factor.state !== 'not-applicable' && (factor.value !== null || factor.low !== null),
  );
  if (told.length === 0) return [];
  const unknown = exposure.factors.filter((factor) => factor.state === 'unknown' && factor.low === null);
  const rows = told.map(({ factor, value, low, high, share, basis }) => {
    const interval = low === null || high === null ? '' : `${ratio(low)} to ${ratio(high)}`;
    return `| ${factor} | ${value === null ? 'unknown' : ratio(value)} | ${interval} | ${share ? formatPercent(share) : ''} | ${plain(basis)} |`;
  });
  const { relative, low, high } = exposure;
  const total =
    relative === null
      ? []
      : [
          `| **product** | **${ratio(relative)}** | ${ratio(low)} to ${ratio(high)} | | 1 = usual effective dose, taken in full |`,
        ];
  return [
    '**Exposure**',
    '',
    '| factor | value | interval | loss | basis |',
    '|---|---|---|---|---|',
    ...rows,
    ...total,
    '',
    ...(unknown.length === 0 ? [] : [`Unknown: ${listOf(unknown.map((factor) => factor.factor))}.`, '']),
  ];
}

/** The whole detail: summary, causes with evidence, ledger, what was ruled out, what is missing, what to find out. */
export function trialMarkdown(trial: TrialAssessment, names: TermNames): string {
  const named = trial.causes.length > 0 ? trial.causes : trial.risks;
  const excluded = trial.excluded.map((cause) => nameOf(cause.term, names));
  const open = trial.notAssessed.map(({ term, missing }) => `${nameOf(term, names)} (needs ${missing.join('; ')})`);
  const checks = trial.nextChecks.slice(0, 3).map((check) => `1. ${plain(check.text)} ${plain(check.why)}`);
  return [
    plain(trial.summary.clinician),
    '',
    ...named.flatMap((cause) => causeLines(cause, names)),
    ...ledgerLines(trial.exposure),
    ...(excluded.length === 0 ? [] : [`**Ruled out:** ${plain(listOf(excluded))}`, '']),
    ...(open.length === 0 ? [] : [`**Not assessed:** ${plain(open.join('; '))}`, '']),
    ...(checks.length === 0 ? [] : ['**To find out**', '', ...checks, '']),
    '_Decision support for professionals; not advice to start, stop or change a medicine._',
  ].join('\n');
}
