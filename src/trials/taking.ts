/** Who says what about the taking on each day, and the strongest voice per day (judgement 3). */
import type { Intake, Statement } from '../domain/record.ts';
import type { DaySpan } from '../domain/time.ts';
import { type DoseStep, type DrugLevel, type SupplyRun, type TakingRun, TakingSource } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { usualInterval } from './interval.ts';
import type { Mentions } from './mentions.ts';
import { statedShareIn } from './stated-share.ts';

interface TakingInput {
  mentions: Mentions;
  start: number;
  end: number;
  asNeeded: boolean;
  doses: readonly DoseStep[];
  supply: readonly SupplyRun[];
  levels: readonly DrugLevel[];
  stays: readonly DaySpan[];
  /** supply that ended this many days before `end` or less says nothing about the days after it; 0 where cut off */
  unknownTailDays: number;
  /** anti-drug antibodies are known for it */
  canBeCleared: boolean;
  /** runs of measured or stated adherence in per cent */
  measures: readonly TakingRun[];
  knowledge: Knowledge;
}

/** Intakes asked for per day on a given day; null where the order does not say. */
export function intakesAskedFor(doses: readonly DoseStep[], day: number): number | null {
  return doses.find((step) => step.from <= day && day < step.to)?.intakesPerDay ?? null;
}

/** Runs of charted doses: a day's share is what was given of what was charted, or of what was asked for where less was charted. */
function chartedRuns(intakes: readonly Intake[], source: TakingSource, doses: readonly DoseStep[]): TakingRun[] {
  const byDay = new Map<number, { taken: number; missed: number; records: string[] }>();
  for (const intake of intakes) {
    if (intake.status === 'unknown') continue;
    const lastDay = Math.max(intake.at.day, intake.end?.day ?? intake.at.day);
    for (let day = intake.at.day; day <= lastDay; day += 1) {
      const entry = byDay.get(day) ?? { taken: 0, missed: 0, records: [] };
      if (intake.status === 'taken') entry.taken += 1;
      else entry.missed += 1;
      if (!entry.records.includes(intake.id)) entry.records.push(intake.id);
      byDay.set(day, entry);
    }
  }
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const interval = usualInterval(days);
  return days.map((day) => {
    const entry = byDay.get(day) ?? { taken: 0, missed: 0, records: [] };
    const asked = intakesAskedFor(doses, day);
    // A weekly or monthly dose stands for the days until the next one is due.
    const lasts = asked !== null && asked < 1 ? Math.round(1 / asked) : asked === null ? interval : 1;
    const charted = entry.taken + entry.missed;
    const expected = source === 'monitor' && asked !== null ? Math.max(1, asked) : charted;
    return { from: day, to: day + lasts, share: Math.min(1, entry.taken / expected), source, records: entry.records };
  });
}

/** Days inside a monitor's period without an event are days without a dose. */
function monitorRuns(intakes: readonly Intake[], doses: readonly DoseStep[]): TakingRun[] {
  const runs = chartedRuns(intakes, 'monitor', doses);
  const gaps: TakingRun[] = [];
  for (const [place, run] of runs.entries()) {
    const next = runs[place + 1];
    if (next && next.from > run.to)
      gaps.push({ from: run.to, to: next.from, share: 0, source: 'monitor', records: run.records });
  }
  return [...runs, ...gaps];
}

/** An undetectable level of a drug that antibodies can clear is no sign that it was not taken. */
function assayRuns(
  levels: readonly DrugLevel[],
  ingredientId: string,
  canBeCleared: boolean,
  knowledge: Knowledge,
): TakingRun[] {
  const covers = knowledge.drugLevels.rangeOf(ingredientId)?.coversDays ?? knowledge.conventions.assayDays;
  return levels.flatMap((level): TakingRun[] => {
    const share = level.verdict === 'absent' ? 0 : ['within', 'above', 'detected'].includes(level.verdict) ? 1 : null;
    // A level below range shows neither taking nor missing: a low dose, fast clearance and missed doses look alike.
    if (share === null || (share === 0 && canBeCleared)) return [];
    return [{ from: level.day - covers, to: level.day + 1, share, source: 'assay', records: [level.record] }];
  });
}

/** Supply speaks from the first fill on: covered days 1, gaps 0, and nothing about a tail the record may not have seen. */
function supplyTakingRuns(input: TakingInput): TakingRun[] {
  const last = input.supply.at(-1);
  if (!last) return [];
  const runs: TakingRun[] = [];
  for (const [place, run] of input.supply.entries()) {
    runs.push({ from: run.from, to: run.to, share: 1, source: 'supply', records: run.records });
    const next = input.supply[place + 1];
    if (next && next.from > run.to)
      runs.push({ from: run.to, to: next.from, share: 0, source: 'supply', records: run.records });
  }
  if (input.end > last.to && input.end - last.to > input.unknownTailDays) {
    runs.push({ from: last.to, to: input.end, share: 0, source: 'supply', records: last.records });
  }
  return runs;
}

/** "One tablet every other day" beside an order for daily use: the share of the intakes asked for; null where alike. */
function statedShare(statement: Statement, input: TakingInput, from: number): number | null {
  const [direction, second] = statement.directions;
  const said = second === undefined ? direction?.intakesPerDay : null;
  const asked = intakesAskedFor(input.doses, Math.max(from, input.start));
  const { name } = input.mentions.ingredient;
  const names = [name.toLowerCase(), statement.drug.text.toLowerCase().split(' ')[0] ?? ''];
  for (const note of statement.notes) {
    const share = statedShareIn(note, { asked, names, byRelative: statement.by === 'related' });
    if (share !== null) return share;
  }
  if (said == null || asked === null || direction?.asNeeded || said >= asked) return null;
  return said / asked;
}

/** An entry of a medication list without anyone's word says that the drug is in use, not that it is taken. */
function isListEntry(statement: Statement, input: TakingInput): boolean {
  if (statement.status !== 'taking' || statement.by !== 'unknown' || statement.share !== null) return false;
  const meanings = input.knowledge.phrases.readAll('taking', statement.notes).map((match) => match.meaning);
  return !meanings.includes('adherent') && statedShare(statement, input, statement.from?.day ?? input.start) === null;
}

function statementRuns(input: TakingInput): TakingRun[] {
  return input.mentions.statements.flatMap((statement): TakingRun[] => {
    const asserted = statement.asserted?.day ?? statement.to?.day ?? statement.from?.day;
    const notTaking = statement.status === 'not-taking';
    const recall = input.knowledge.conventions.statementRecallDays;
    if (statement.status !== 'taking' && !notTaking && statement.share === null) return [];
    if (isListEntry(statement, input)) return [];
    const begun = statement.from?.day;
    // Without an end, words of not taking reach from their start to the day they were said.
    const isPoint = begun === undefined || (statement.to === null && asserted !== undefined && asserted <= begun);
    const from =
      notTaking && isPoint && asserted !== undefined
        ? asserted - recall
        : (begun ?? (asserted ?? input.start) - recall);
    const told = notTaking ? 0 : (statement.share ?? statedShare(statement, input, from));
    const lastTold = notTaking ? asserted : told === null ? undefined : statement.asserted?.day;
    const to = (statement.to?.day ?? lastTold ?? input.end - 1) + 1;
    const share = told ?? 1;
    const source: TakingSource = share < 1 ? 'stated-not-taken' : 'stated-taken';
    return [{ from, to, share, source, records: [statement.id] }];
  });
}

const rank = (source: TakingSource): number => TakingSource.options.indexOf(source);

/**
 * Lays all voices over [start, end) and keeps the strongest on each day; equal voices: the later row wins.
 *
 * Days nobody speaks for have no run: unknown, never missed.
 */
export function strongestRuns(voices: readonly TakingRun[], start: number, end: number): TakingRun[] {
  const inside = voices
    .map((run) => ({ ...run, from: Math.max(run.from, start), to: Math.min(run.to, end) }))
    .filter((run) => run.to > run.from);
  const bounds = [...new Set(inside.flatMap((run) => [run.from, run.to]))].sort((a, b) => a - b);
  const byFrom = [...inside].sort((a, b) => a.from - b.from);
  const merged: TakingRun[] = [];
  const active: TakingRun[] = [];
  let nextIn = 0;
  for (const [place, from] of bounds.slice(0, -1).entries()) {
    const to = bounds[place + 1] ?? from;
    for (let run = byFrom[nextIn]; run && run.from <= from; run = byFrom[++nextIn]) active.push(run);
    let best: TakingRun | undefined;
    for (let i = active.length - 1; i >= 0; i -= 1) {
      const run = active[i];
      if (!run) continue;
      if (run.to <= from) active.splice(i, 1);
      else if (!best || rank(run.source) < rank(best.source)) best = run;
    }
    if (!best) continue;
    const last = merged.at(-1);
    if (last && last.to === from && last.source === best.source && last.share === best.share) {
      last.to = to;
      for (const record of best.records) if (!last.records.includes(record)) last.records.push(record);
    } else merged.push({ ...best, from, to, records: [...best.records] });
  }
  return merged;
}

/** One trial's taking, day by day. As-needed drugs: only observed and monitored doses are told, the rest is unknown. */
export function takingRuns(input: TakingInput): TakingRun[] {
  const bySource = (source: Intake['source']): Intake[] =>
    input.mentions.intakes.filter((intake) => intake.source === source);
  const voices: TakingRun[] = [
    ...chartedRuns(bySource('observed'), 'observed', input.doses),
    ...monitorRuns(bySource('monitor'), input.doses),
  ];
  if (!input.asNeeded) {
    voices.push(
      ...input.measures,
      ...assayRuns(input.levels, input.mentions.ingredient.id, input.canBeCleared, input.knowledge),
      ...statementRuns(input),
      ...input.stays.map((stay): TakingRun => ({ ...stay, share: 1, source: 'stay', records: [] })),
      ...supplyTakingRuns(input),
      ...chartedRuns(bySource('own'), 'stated-taken', input.doses),
    );
  }
  return strongestRuns(voices, input.start, input.end);
}
