import { isoDay } from '../../domain/time.ts';
import type { EngineSettings, EpisodeSettings } from './engine.ts';
import type { Period } from './period.ts';
import type { StartRule } from './windows.ts';

/** What a methods statement has to say beside the settings. */
export interface StatementFacts {
  readonly measures: readonly string[];
  readonly settings: EngineSettings;
  readonly episodes: EpisodeSettings;
  readonly part: 'whole' | 'episode' | 'window';
  /** Windows that slide, in days. */
  readonly sliding?: { readonly lengthDays: number; readonly stepDays?: number; readonly windows?: number } | null;
  readonly patients: number;
  readonly events: number;
  readonly refused: ReadonlyMap<string, number>;
  readonly software: string;
  /** Whole sentences on what only the caller knows: stays, rows set aside, days' supply that was estimated. */
  readonly notes?: readonly string[];
}

const MEASURE_WORDS: Readonly<Record<string, string>> = {
  cma1: "CMA1 (days' supply before the last dispensing over the days between the first and the last dispensing)",
  cma2: "CMA2 (days' supply over the days from the first dispensing to the end of the observation window)",
  cma3: 'CMA3 (CMA1, at most 1)',
  cma4: 'CMA4 (CMA2, at most 1)',
  cma5: 'CMA5 (share of days with supply between the first and the last dispensing)',
  cma6: 'CMA6 (share of days with supply from the first dispensing to the end of the observation window)',
  cma7: 'CMA7 (share of the days of the observation window with supply, including supply carried into it)',
  cma8: 'CMA8 (CMA7 from the day on which supply carried into the window was used up)',
  cma9: "CMA9 (supply spread evenly over each interval between dispensings, averaged over the observation window's days)",
  pdc: 'proportion of days covered as defined for quality measures (days with supply from the first dispensing to the end of the period)',
  pmn: 'primary non-adherence (first prescriptions not dispensed in time)',
  episodes: 'treatment episodes',
  phases: 'the phases of the ABC taxonomy for every patient and drug (initiation, implementation, discontinuation)',
  persistence: 'persistence (time from first supply to the first gap longer than permitted, with censoring)',
};

/**
 * A methods paragraph on how adherence was computed, ready for a paper: measures, phases, windows, assumptions, data.
 *
 * It covers what the computation knows; setting, sample and interpretation remain for the authors.
 *
 * @source de-geest-2018-emerge minimum reporting criteria
 * @source dima-2021-teos timelines and events
 */
export function methodsStatement(facts: StatementFacts): string {
  const { settings } = facts;
  const compat = settings.mode.kind === 'adherer';
  const sentences = [
    `Medication adherence was estimated from dispensing records of ${facts.patients} patients (${facts.events} dispensings used) with ${facts.software}.`,
    facts.refused.size > 0
      ? `${total(facts.refused)} records were not used (${[...facts.refused].map(([reason, n]) => `${words(reason)}: ${n}`).join('; ')}).`
      : 'No record was left out.',
    `The measure${facts.measures.length > 1 ? 's were' : ' was'} ${facts.measures.map((name) => MEASURE_WORDS[name] ?? name).join('; ')}.`,
    phases(facts.measures),
    `Follow-up began ${start(settings.windows.followUpStart, "the patient's first dispensing")} and lasted ${period(settings.windows.followUp)}; the observation window began ${start(settings.windows.windowStart, 'the start of follow-up')} and ${settings.windows.window === 'rest' ? 'ran to the end of follow-up' : `lasted ${period(settings.windows.window)}`}.`,
    part(facts),
    compat ? adhererRules(settings) : byDrugRules(settings),
    ...(facts.notes ?? []),
    "The recommended use was taken to be the days' supply on each dispensing record; the dispensing timeline stands for the actual use, so that supply at hand is an upper limit of what was taken and says nothing about whether, when and how doses were taken.",
    'Hospital stays and supply obtained elsewhere were not visible in the data unless stated.',
  ];
  return `${sentences.filter((sentence) => sentence !== '').join(' ')}\n`;
}

function phases(measures: readonly string[]): string {
  const all = measures.includes('phases');
  const persistence = all || measures.some((name) => name === 'persistence' || name === 'episodes');
  const initiation = all || measures.includes('pmn');
  const implementation = all || measures.some((name) => name.startsWith('cma') || name === 'pdc');
  const named = [
    initiation ? 'initiation' : '',
    implementation ? 'implementation' : '',
    persistence ? 'discontinuation (persistence)' : '',
  ].filter((phase) => phase !== '');
  return `In the terms of the ABC taxonomy this addresses ${named.join(' and ')}.`;
}

function part({ part: kind, sliding, episodes, measures }: StatementFacts): string {
  if (kind === 'window' && sliding) {
    const spacing =
      sliding.windows === undefined ? `every ${sliding.stepDays} days` : `${sliding.windows} of them, evenly spaced`;
    return `Measures were computed in sliding windows of ${sliding.lengthDays} days, ${spacing}.`;
  }
  if (kind === 'whole' && !measures.some((name) => name === 'persistence' || name === 'phases')) return '';
  const gap =
    'days' in episodes.permittedGap
      ? `${episodes.permittedGap.days} days`
      : `${episodes.permittedGap.percent}% of the preceding days' supply`;
  const change = episodes.medicationChangeIsNewEpisode ? ', and a change of medication began a new episode' : '';
  return `A treatment episode ended with a gap in supply longer than ${gap}${change}.`;
}

function adhererRules({ flags }: EngineSettings): string {
  const same = flags.onlySameMedication ? ' only if the next dispensing was of the same medication' : '';
  const dose = flags.considerDoseChange ? ', scaled by the ratio of the daily doses' : '';
  return `Computation followed AdhereR 0.8.1: one queue of supply per patient across all medications; in CMA5 to CMA9 left-over supply was carried over${same}${dose}; both end days of a window count as inside it.`;
}

function byDrugRules({ mode, flags }: EngineSettings): string {
  const combine =
    mode.kind === 'by-drug' && mode.combine === 'all' ? 'every drug was supplied' : 'at least one drug was supplied';
  const dose = flags.considerDoseChange ? ', left-over supply being scaled by the ratio of the daily doses' : '';
  return `Each drug had its own supply timeline: an early refill was used after the supply before it, without limit${dose}; a day counted as covered when ${combine}; windows are half-open, the end day not counting.`;
}

function start(rule: StartRule, anchor: string): string {
  switch (rule.kind) {
    case 'day':
      return `on ${isoDay(rule.day)}`;
    case 'after':
      return rule.period.amount === 0 ? `at ${anchor}` : `${period(rule.period)} after ${anchor}`;
    case 'day-per-patient':
    case 'after-per-patient':
    case 'given':
      return 'on a day given for each patient';
  }
}

const period = ({ amount, unit }: Period): string => `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
const words = (code: string): string => code.replaceAll('-', ' ');
const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
