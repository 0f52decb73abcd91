import type { AdhererFlags } from './adherer/assess.ts';
import { patientScratch, restrictToFollowUp } from './adherer/assess.ts';
import type { PermittedGap } from './adherer/episodes.ts';
import { gapsFor } from './adherer/gaps.ts';
import { type CmaName, MEASURES } from './adherer/measures.ts';
import { episodesFor, wholeDays } from './adherer/per-episode.ts';
import { type ByDrugEpisodeRules, treatmentEpisodes } from './by-drug/episodes.ts';
import { BY_DRUG_MEASURES } from './by-drug/measures.ts';
import { observedScratch, openObserved, rowsInFollowUp } from './by-drug/open.ts';
import type { Combine } from './by-drug/runs.ts';
import type { EventColumns } from './events.ts';
import { resolveWindows, type WindowProblem, type WindowRules, type Windows } from './windows.ts';

/** Which rules the measures follow. */
export type Mode = { readonly kind: 'adherer' } | ByDrugMode;

/** A supply timeline per drug. */
export interface ByDrugMode {
  readonly kind: 'by-drug';
  readonly combine: Combine;
  /** Most days of left-over supply that are used after a new fill; none: no limit. */
  readonly maxCarryOverDays?: number | undefined;
}

export interface EngineSettings {
  readonly mode: Mode;
  readonly windows: WindowRules;
  readonly flags: AdhererFlags;
}

export interface EngineEpisode {
  readonly start: number;
  readonly end: number;
  readonly duration: number;
  readonly endGapDays: number;
}

export interface EpisodeSettings {
  readonly permittedGap: PermittedGap;
  readonly medicationChangeIsNewEpisode: boolean;
  readonly appendPermittedGap: boolean;
}

/** One patient after the other through one set of rules; nothing is allocated per event. */
export interface Engine {
  /**
   * Turns to the rows `[from, to)` of one patient, sorted by day; says what is wrong with the windows. These are counted
   * from `anchor`, by default the first row's day.
   */
  open(
    events: EventColumns,
    from: number,
    to: number,
    patient: number,
    anchor?: number,
  ): WindowProblem | 'no-event' | null;
  /** The measure over the windows now set: a number, or why there is none. */
  measure(name: CmaName): number | string;
  /** Treatment episodes over the follow-up; `name` decides about carry-over in AdhereR's mode. */
  episodes(settings: EpisodeSettings, name: CmaName): EngineEpisode[];
  readonly windows: Readonly<Windows>;
  /** Sets other windows for the same patient. */
  setWindows(windows: Windows): void;
}

export function engineFor(settings: EngineSettings): Engine {
  return settings.mode.kind === 'adherer' ? adhererEngine(settings) : byDrugEngine(settings, settings.mode);
}

const NO_EVENT_BEFORE = 'no-event-in-follow-up';
const NO_EVENT = 'no-event-in-window';
const NO_TWO_DAYS = 'no-two-event-days-in-window';
/** When AdhereR gives NA; CMA8 also where an event lies between the window's end and the lagged start. */
const WHY_NA: Readonly<Record<CmaName, string>> = {
  cma1: NO_TWO_DAYS,
  cma2: NO_EVENT,
  cma3: NO_TWO_DAYS,
  cma4: NO_EVENT,
  cma5: NO_TWO_DAYS,
  cma6: NO_EVENT,
  cma7: NO_EVENT_BEFORE,
  cma8: 'no-event-in-follow-up-or-event-before-lagged-start',
  cma9: NO_EVENT_BEFORE,
};

const NO_EVENTS: EventColumns = {
  day: new Int32Array(0),
  supply: new Float64Array(0),
  dose: new Float64Array(0),
  category: new Int32Array(0),
};

function adhererEngine({ windows, flags }: EngineSettings): Engine {
  const p = patientScratch(NO_EVENTS, { within: true, ...flags });
  return {
    open(events, from, to, patient, anchor = events.day[from] ?? Number.NaN) {
      if (from >= to) return 'no-event';
      if (p.gaps.gap.length < to) p.gaps = gapsFor(2 * to);
      p.events = events;
      p.firstRow = from;
      p.afterRow = to;
      const problem = resolveWindows(windows, anchor, patient, p.windows);
      restrictToFollowUp(p);
      return problem;
    },
    measure: (name) => MEASURES[name](p) ?? WHY_NA[name],
    episodes: (episodeSettings, name) => episodesFor(name, p, episodeSettings),
    get windows() {
      return p.windows;
    },
    setWindows(next) {
      Object.assign(p.windows, wholeDays(next));
      restrictToFollowUp(p);
    },
  };
}

function byDrugEngine({ windows, flags }: EngineSettings, { combine, maxCarryOverDays }: ByDrugMode): Engine {
  const o = observedScratch(NO_EVENTS, {
    combine,
    considerDoseChange: flags.considerDoseChange,
    maxCarryOverDays: maxCarryOverDays ?? Number.POSITIVE_INFINITY,
  });
  return {
    open(events, from, to, patient, anchor = events.day[from] ?? Number.NaN) {
      if (from >= to) return 'no-event';
      o.events = events;
      return openObserved(o, from, to, windows, patient, anchor);
    },
    measure: (name) => BY_DRUG_MEASURES[name](o),
    episodes: (episodeSettings: ByDrugEpisodeRules) =>
      treatmentEpisodes(o, episodeSettings).map((episode) => ({ ...episode, duration: episode.end - episode.start })),
    get windows() {
      return o.windows;
    },
    setWindows(next) {
      Object.assign(o.windows, next);
      rowsInFollowUp(o);
    },
  };
}
