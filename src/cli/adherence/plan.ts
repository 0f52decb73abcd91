import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import {
  type CmaName,
  type EngineSettings,
  type EpisodeSettings,
  type Period,
  type PermittedGap,
  parsePeriod,
  type SlidingRules,
  type StartRule,
} from '../../methods/adherence/index.ts';

/** Options of `rxwhy adherence` as commander hands them over. */
export interface AdherenceOptions {
  readonly measure: string;
  readonly compat?: string;
  readonly by: string;
  readonly combine: string;
  readonly followUpStart: string;
  readonly followUp: string;
  readonly windowStart: string;
  readonly window?: string;
  readonly carryOnlySameMedication?: boolean;
  readonly considerDoseChange?: boolean;
  readonly maxGap?: string;
  readonly maxCarryOver?: string;
  readonly medicationChangeIsNewEpisode?: boolean;
  readonly appendGap?: boolean;
  readonly perEpisode?: boolean;
  readonly sliding?: string;
  readonly columns?: string;
}

const CMAS = ['cma1', 'cma2', 'cma3', 'cma4', 'cma5', 'cma6', 'cma7', 'cma8', 'cma9'] as const;
const OTHERS = ['pdc', 'pmn', 'episodes', 'persistence', 'phases'] as const;
export type MeasureName = CmaName | (typeof OTHERS)[number];

/** What one run does: measures, rules, and the parts of time it reports on. */
export interface Plan {
  readonly measures: readonly MeasureName[];
  readonly settings: EngineSettings;
  readonly episodes: EpisodeSettings;
  readonly part: 'whole' | 'episode' | 'window';
  readonly sliding: SlidingRules | null;
}

/** Turns options into a plan; throws `UserError` for what cannot be understood or does not go together. */
export function planOf(options: AdherenceOptions, defaultGapDays: number): Plan {
  const measures = measuresOf(options.measure);
  if (options.compat !== undefined && options.compat !== 'adherer') {
    throw new UserError(`unknown --compat \`${options.compat}\`: only \`adherer\` is known`);
  }
  if (options.by !== 'drug') throw new UserError(`unknown --by \`${options.by}\`: only \`drug\` is known`);
  if (options.combine !== 'any' && options.combine !== 'all') {
    throw new UserError(`unknown --combine \`${options.combine}\`: expected \`any\` or \`all\``);
  }
  const limit = options.maxCarryOver === undefined ? undefined : Number(options.maxCarryOver);
  if (limit !== undefined && !(limit >= 0)) {
    throw new UserError(`cannot read \`${options.maxCarryOver}\` in --max-carry-over: expected a number of days`);
  }
  if (options.perEpisode && options.sliding) throw new UserError('--per-episode and --sliding exclude each other');
  return {
    measures,
    settings: {
      mode: options.compat
        ? { kind: 'adherer' }
        : { kind: 'by-drug', combine: options.combine, maxCarryOverDays: limit },
      windows: {
        followUpStart: startRule(options.followUpStart, '--follow-up-start'),
        followUp: period(options.followUp, '--follow-up'),
        windowStart: startRule(options.windowStart, '--window-start'),
        window: options.window === undefined ? 'rest' : period(options.window, '--window'),
      },
      flags: {
        onlySameMedication: options.carryOnlySameMedication ?? false,
        considerDoseChange: options.considerDoseChange ?? false,
      },
    },
    episodes: {
      permittedGap: permittedGap(options.maxGap ?? `${defaultGapDays}`),
      medicationChangeIsNewEpisode: options.medicationChangeIsNewEpisode ?? false,
      appendPermittedGap: options.appendGap ?? false,
    },
    part: options.sliding ? 'window' : options.perEpisode || measures.includes('episodes') ? 'episode' : 'whole',
    sliding: options.sliding ? slidingRules(options.sliding) : null,
  };
}

/** `persistence`, `pmn` and `phases` have outputs of their own and stand alone. */
export function standsAlone(plan: Plan): 'persistence' | 'pmn' | 'phases' | null {
  for (const name of ['persistence', 'pmn', 'phases'] as const) {
    if (!plan.measures.includes(name)) continue;
    if (plan.measures.length > 1) throw new UserError(`--measure ${name} has an output of its own: ask for it alone`);
    return name;
  }
  return null;
}

export const isCma = (name: MeasureName): name is CmaName => (CMAS as readonly string[]).includes(name);

function measuresOf(text: string): MeasureName[] {
  const known: readonly string[] = [...CMAS, ...OTHERS];
  return text.split(',').map((part) => {
    const name = part.trim().toLowerCase();
    if (!known.includes(name)) throw new UserError(`unknown measure \`${part}\`: expected ${known.join(', ')}`);
    return name as MeasureName;
  });
}

function period(text: string, option: string): Period {
  const read = parsePeriod(text);
  if (!read) throw new UserError(`cannot read \`${text}\` in ${option}: expected a number of days, or 12w, 6m, 2y`);
  return read;
}

/** The column named by `column:NAME`; null where the text is something else. */
export const startColumn = (text: string): string | null => /^column:(.+)$/.exec(text.trim())?.[1]?.trim() ?? null;

function startRule(text: string, option: string): StartRule {
  if (startColumn(text) !== null) return { kind: 'given', given: { value: Number.NaN, isDay: true } };
  const after = parsePeriod(text);
  if (after) return { kind: 'after', period: after };
  const moment = parseMoment(text);
  if (moment?.precision === 'day') return { kind: 'day', day: moment.day };
  throw new UserError(
    `cannot read \`${text}\` in ${option}: expected a number of days, 6m, YYYY-MM-DD, or column:NAME`,
  );
}

export function permittedGap(text: string): PermittedGap {
  const match = /^(\d+(?:\.\d+)?)(%|[dwmy]?)$/.exec(text.trim());
  if (!match) throw new UserError(`cannot read \`${text}\` in --max-gap: expected 30, 30d or 100%`);
  const amount = Number(match[1]);
  if (match[2] === '%') return { percent: amount };
  return { days: amount * daysPerUnit(match[2] ?? '') };
}

/** Lengths that are counted and not laid on the calendar: a month is 30 days, a year 365. */
const daysPerUnit = (unit: string): number => ({ w: 7, m: 30, y: 365 })[unit] ?? 1;

function slidingRules(text: string): SlidingRules {
  const match = /^(?:(\d+)([dwmy]?)\+)?(\d+)([dwmy]?)(?:\/(\d+)([dwmy]?)|:(\d+))$/.exec(text.trim());
  if (!match) {
    throw new UserError(
      `cannot read \`${text}\` in --sliding: expected LENGTH/STEP (90/30), LENGTH:WINDOWS (120:6), or START+LENGTH/STEP`,
    );
  }
  const [, start = '0', startUnit = '', length = '0', unit = '', step, stepUnit = '', windows] = match;
  const common = {
    startDays: Number(start) * daysPerUnit(startUnit),
    lengthDays: Number(length) * daysPerUnit(unit),
  };
  if (windows !== undefined) return { ...common, windows: Number(windows) };
  return { ...common, stepDays: Math.max(1, Number(step) * daysPerUnit(stepUnit)) };
}
