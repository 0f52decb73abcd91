import type { CauseContext } from '../contract.ts';

/** New objective disease activity: what the text says, when it was found, and the row. */
export interface Activity {
  finding: string;
  day: number;
  record: string;
}

const VOID_STATUS = new Set(['entered-in-error', 'cancelled', 'not-done', 'refuted']);

/** The last day on which a finding still explains a loss: some time after the visit that confirmed it. */
export function lastDay({ course, knowledge }: Pick<CauseContext, 'course' | 'knowledge'>): number {
  const judged = course.lost?.day ?? course.judgedOn ?? course.window.to;
  const confirmed = course.lost
    ? (course.points.find((point) => point.day > judged && point.phase !== 'outside')?.day ?? judged)
    : judged;
  return confirmed + knowledge.lossOfEffect.rules.progressionAfterDays;
}

/**
 * Findings of new disease activity after the window's first day and up to the last day that counts, in order of time.
 *
 * The values that judged the course are not evidence for themselves. Metastases count as new by their onset, and only
 * where none were recorded before.
 */
export function newActivity(context: CauseContext): Activity[] {
  const { record, course, knowledge } = context;
  const from = course.window.from;
  const to = Math.min(lastDay(context), context.asOf.day);
  const judging = new Set([
    ...course.points.map((point) => point.record),
    ...course.evidence.flatMap((reason) => reason.records),
  ]);
  const isInTime = (day: number | undefined): day is number => day !== undefined && day > from && day <= to;
  const read = (texts: readonly string[]): string | null =>
    knowledge.phrases.read('progression', [texts.filter((text) => text !== '').join(': ')])?.meaning ?? null;
  const found: Activity[] = [];
  const add = (finding: string | null, day: number, id: string): void => {
    if (finding !== null && !judging.has(id)) found.push({ finding, day, record: id });
  };

  for (const row of record.observations) {
    const day = row.at?.day;
    if (!isInTime(day) || (row.status !== null && VOID_STATUS.has(row.status))) continue;
    if (row.value !== null && row.notes.length === 0) continue;
    add(read([row.what.text, row.coded?.text ?? '', ...row.notes]), day, row.id);
  }
  for (const row of record.procedures) {
    const day = row.at?.day;
    if (!isInTime(day) || (row.status !== null && VOID_STATUS.has(row.status))) continue;
    add(read([row.what.text, ...row.reasons.map((reason) => reason.text), ...row.notes]), day, row.id);
  }
  const isMetastasis = (text: string): boolean => knowledge.phrases.read('metastasis', [text]) !== null;
  const known = record.conditions.some((row) => {
    const day = (row.onset ?? row.recorded)?.day;
    return isMetastasis(row.what.text) && (day === undefined || day <= from);
  });
  for (const row of record.conditions) {
    const day = (row.onset ?? row.recorded)?.day;
    if (!isInTime(day) || (row.verification !== null && VOID_STATUS.has(row.verification))) continue;
    const said = read([row.what.text, ...row.notes]);
    add(said ?? (!known && isMetastasis(row.what.text) ? 'new metastases' : null), day, row.id);
  }
  return found.sort((a, b) => a.day - b.day);
}
