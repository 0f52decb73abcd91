import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import type { PdcRules, StayRule } from '../../methods/adherence/index.ts';
import { PACK, pdcRules } from './pdc-measure.ts';
import { type AdherenceOptions, type Plan, permittedGap } from './plan.ts';
import type { PrescribedInput } from './prescribed-durations.ts';
import { readObservation, readPrescribed, readSpecialPeriods } from './small-table.ts';

/** Everything `rxwhy adherence` may be told. */
export interface RunOptions extends AdherenceOptions {
  readonly out?: string;
  readonly refused?: string;
  readonly sorted?: boolean;
  readonly statement?: true | string;
  readonly figure?: string;
  readonly patient?: string;
  readonly stays?: string;
  readonly stayRule: string;
  readonly antiretroviral?: boolean;
  readonly observedUntil?: string;
  readonly observation?: string;
  readonly prescriptions?: string;
  readonly within?: string;
  readonly gaps?: string;
  readonly curve?: string;
  readonly episodes?: string;
  readonly groups?: string;
  readonly windowsPerGroup?: boolean;
  readonly polypharmacy?: string;
  readonly overTime?: boolean;
  readonly missingSupply: string;
  readonly usualDose?: string;
  readonly waitingWindow?: string;
  readonly assumed?: string;
  readonly threshold?: true | string;
  readonly alternatives?: string;
  readonly prescribed?: string;
  readonly specialPeriods?: string;
  readonly specialMethod?: string;
  readonly doseSplit?: boolean;
  readonly advanceFirst?: boolean;
}

/** AdhereR's single queue of supply looks at the drug only where a flag or a measure asks for it. */
export function needsCategory({ settings, episodes, measures }: Plan, options: RunOptions): boolean {
  if (options.patient ?? options.groups ?? options.polypharmacy) return true;
  if (settings.mode.kind === 'by-drug' || measures.includes('pdc')) return true;
  return settings.flags.onlySameMedication || episodes.medicationChangeIsNewEpisode;
}

/** The permitted gaps of the persistence curve; by default the pack's gap, half of it, and up to three times. */
export function gapsOf(options: RunOptions, plan: Plan): number[] {
  if (options.gaps) return options.gaps.split(',').map((text) => gapDays(text));
  const { permittedGap: single } = plan.episodes;
  if (options.maxGap !== undefined && 'days' in single) return [single.days];
  return [0.5, 1, 1.5, 3].map((factor) => Math.round(factor * PACK.permittedGapDays));
}

function gapDays(text: string): number {
  const gap = permittedGap(text);
  if ('days' in gap) return gap.days;
  throw new UserError(`cannot use \`${text}\` in --gaps: persistence takes days`);
}

export function pdcRulesOf(options: RunOptions): PdcRules {
  const known: readonly string[] = ['shift', 'subtract', 'covered', 'ignore'];
  if (!known.includes(options.stayRule)) {
    throw new UserError(`unknown --stay-rule \`${options.stayRule}\`: expected ${known.join(', ')}`);
  }
  const rules = pdcRules(options.stayRule as StayRule, options.antiretroviral ?? false);
  const { threshold } = options;
  if (threshold === undefined || threshold === true) return rules;
  const share = Number(threshold);
  if (share > 0 && share <= 1) return { ...rules, threshold: share };
  throw new UserError(`cannot read \`${threshold}\` in --threshold: expected a share such as 0.8`);
}

export function observation(options: RunOptions): (id: string) => number | undefined {
  const cut = cutOff(options);
  const byPatient = options.observation ? readObservation(options.observation) : new Map<string, number>();
  return (id) => {
    const own = byPatient.get(id);
    if (own === undefined) return cut;
    return cut === undefined ? own : Math.min(own, cut);
  };
}

export function cutOff(options: RunOptions): number | undefined {
  if (options.observedUntil === undefined) return undefined;
  const moment = parseMoment(options.observedUntil);
  if (!moment) throw new UserError(`cannot read \`${options.observedUntil}\` in --observed-until: expected YYYY-MM-DD`);
  return moment.day;
}

export function numberIn(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value))
    throw new UserError(`cannot read \`${text}\` in ${option}: expected a number`);
  return value;
}

/** Prescribed doses and special periods for durations computed from quantities. */
export function prescribedInput(options: RunOptions, file: string): PrescribedInput {
  const methods = ['continue', 'discard', 'carry-over', 'custom'] as const;
  const method = methods.find((each) => each === (options.specialMethod ?? 'carry-over'));
  if (!method)
    throw new UserError(`unknown --special-method \`${options.specialMethod}\`: expected ${methods.join(', ')}`);
  const limit = numberIn(options.maxCarryOver, '--max-carry-over');
  return {
    prescribed: readPrescribed(file),
    periods: options.specialPeriods ? readSpecialPeriods(options.specialPeriods) : new Map(),
    method,
    rules: {
      carryOver: true,
      splitOnDoseChange: options.doseSplit !== false,
      advanceFirstPrescription: options.advanceFirst ?? false,
      ...(limit === undefined ? {} : { maxCarryOverDays: limit }),
    },
  };
}
