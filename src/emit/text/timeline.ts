/** Supply, taking, judgement window and outcome of one trial on one shared axis of days. */
import type { Outcomes, TrialAssessment } from '../../domain/assessment.ts';
import { isoDay, parseMoment } from '../../domain/time.ts';
import { formatNumber, unitWords } from '../../explain/index.ts';
import { hanging, wrap } from './layout.ts';
import { type Glyphs, WIDTH } from './style.ts';

const LABEL = 12;
const CHART = WIDTH - LABEL;

interface Axis {
  from: number;
  /** last day shown */
  to: number;
}

const dayNumber = (iso: string): number => parseMoment(iso)?.day ?? 0;

function axisOf(trial: TrialAssessment, asOf: string): Axis {
  const shown = (trial.outcomes?.points ?? []).filter((point) => point.phase !== 'outside').map(({ day }) => day);
  const starts = [trial.start, trial.window.start, ...trial.supply.map((run) => run.from), ...shown];
  const ends = [trial.end ?? asOf, trial.window.end, ...shown];
  const from = Math.min(...starts.map(dayNumber));
  return { from, to: Math.max(from + 1, ...ends.map(dayNumber)) };
}

const column = (day: number, axis: Axis): number => Math.floor(((day - axis.from) / (axis.to - axis.from + 1)) * CHART);

/** Share of the days of each column that the runs cover, weighted by the runs' own share. */
function coverage(runs: readonly { from: string; to: string; share?: number }[], axis: Axis): number[] {
  const covered = new Array<number>(CHART).fill(0);
  const all = new Array<number>(CHART).fill(0);
  for (let day = axis.from; day <= axis.to; day++) {
    const index = column(day, axis);
    all[index] = (all[index] ?? 0) + 1;
    const run = runs.find((candidate) => dayNumber(candidate.from) <= day && day <= dayNumber(candidate.to));
    covered[index] = (covered[index] ?? 0) + (run === undefined ? 0 : (run.share ?? 1));
  }
  // Where an axis has fewer days than columns, an empty column shows what the day before it shows.
  let last = 0;
  return covered.map((value, index) => {
    const days = all[index] ?? 0;
    if (days > 0) last = value / days;
    return last;
  });
}

function bar(shares: readonly number[], trial: TrialAssessment, axis: Axis, asOf: string, glyphs: Glyphs): string {
  const first = column(dayNumber(trial.start), axis);
  const last = column(dayNumber(trial.end ?? asOf), axis);
  const cells = shares.map((share, index) => {
    if (share >= 2 / 3) return glyphs.full;
    if (share >= 1 / 3) return glyphs.half;
    return index >= first && index <= last ? glyphs.none : glyphs.gap;
  });
  return cells.join('').trimEnd();
}

function windowBar(trial: TrialAssessment, axis: Axis, glyphs: Glyphs): string {
  const first = Math.min(column(dayNumber(trial.window.start), axis), CHART - 2);
  const last = Math.max(first + 1, column(dayNumber(trial.window.end), axis));
  return ' '.repeat(first) + glyphs.spanStart + glyphs.spanLine.repeat(last - first - 1) + glyphs.spanEnd;
}

function dateLine({ from, to }: Axis): string {
  const [first, last] = [isoDay(from), isoDay(to)];
  return first + ' '.repeat(CHART - first.length - last.length) + last;
}

const reaches = (value: number, { target, direction }: Outcomes): boolean =>
  target !== null && direction !== null && (direction === 'lower-is-better' ? value <= target : value >= target);

function outcomeRows(outcomes: Outcomes, axis: Axis, glyphs: Glyphs): string[] {
  const points = outcomes.points.filter(
    (point) => dayNumber(point.day) >= axis.from && dayNumber(point.day) <= axis.to,
  );
  if (points.length === 0) return [];
  const scale = points.map((point) => point.value).concat(outcomes.target ?? [], outcomes.baseline ?? []);
  const low = Math.min(...scale);
  const range = Math.max(...scale) - low;
  const spark = new Array<string>(CHART).fill(' ');
  const values = new Array<string>(CHART).fill(' ');
  for (const point of points) {
    const at = column(dayNumber(point.day), axis);
    const level = range === 0 ? 0.5 : (point.value - low) / range;
    spark[at] = glyphs.levels[Math.round(level * (glyphs.levels.length - 1))] ?? '?';
  }
  // The newest value is written first, so that it is the one that stays where two would overlap.
  for (const point of points.toReversed()) {
    const mark = point.phase === 'baseline' ? 'b' : '';
    const text = `${mark}${formatNumber(point.value)}${reaches(point.value, outcomes) ? '*' : ''}`;
    const at = Math.max(0, Math.min(column(dayNumber(point.day), axis), CHART - text.length));
    const free = values.slice(Math.max(0, at - 1), at + text.length + 1).every((cell) => cell === ' ');
    if (free) values.splice(at, text.length, ...text);
  }
  return [`  ${shortName(outcomes.measure)}`.padEnd(LABEL) + spark.join(''), ' '.repeat(LABEL) + values.join('')];
}

function caption(outcomes: Outcomes): string[] {
  const parts = [`${outcomes.measure} ${unitWords(outcomes.unit ?? '')}`.trimEnd()];
  if (outcomes.baseline !== null) parts.push(`baseline ${formatNumber(outcomes.baseline)} (b)`);
  if (outcomes.target !== null) parts.push(`target ${formatNumber(outcomes.target)} (* reached)`);
  if (outcomes.direction !== null) parts.push(outcomes.direction.replaceAll('-', ' '));
  return hanging(' '.repeat(LABEL), parts.join(', '));
}

/** The first words of a measure's name that fit before the chart. */
function shortName(measure: string): string {
  const [first = ''] = wrap(measure, LABEL - 3);
  return first.replace(/[\s,;:(]+$/, '');
}

/** The rows of the picture; bars that the record has no data for say so in words. `asOf` ends a running trial. */
export function timelineRows(trial: TrialAssessment, asOf: string, glyphs: Glyphs): string[] {
  const axis = axisOf(trial, asOf);
  const observed = trial.taking.filter((run) => run.source !== 'supply');
  const rows: string[] = [];
  const label = (name: string, content: string): void => {
    rows.push((name.padEnd(LABEL) + content).trimEnd());
  };
  if (trial.supply.length > 0) {
    label('  supply', bar(coverage(trial.supply, axis), trial, axis, asOf, glyphs));
  } else {
    label('  supply', 'no dispensing in the record');
  }
  if (observed.length > 0) label('  taken', bar(coverage(trial.taking, axis), trial, axis, asOf, glyphs));
  label('  judged', windowBar(trial, axis, glyphs));
  if (trial.outcomes !== null) {
    rows.push(...outcomeRows(trial.outcomes, axis, glyphs));
  }
  label('', dateLine(axis));
  if (trial.outcomes !== null) rows.push(...caption(trial.outcomes));
  return rows.map((line) => line.trimEnd());
}
