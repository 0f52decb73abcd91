import type { EventTable } from '../events.ts';
import type { WindowRules } from '../windows.ts';
import { firstEvents, openPatient, patientScratch } from './assess.ts';
import { type CarryRules, fillGaps } from './gaps.ts';
import type { PatientEvents } from './measures.ts';

/** The longest gap that does not end a treatment episode: in days, or in percent of the days' supply before it. */
export type PermittedGap = { readonly days: number } | { readonly percent: number };

export interface EpisodeRules {
  readonly permittedGap: PermittedGap;
  /** Another drug begins a new episode, gap or not. */
  readonly medicationChangeIsNewEpisode: boolean;
  /** The permitted gap is added to an episode that ends with a longer one. */
  readonly appendPermittedGap: boolean;
  readonly carry: CarryRules;
}

/** A treatment episode of AdhereR; `duration` in days may be fractional, `end` = `start` + `duration`. */
export interface Episode {
  readonly start: number;
  readonly end: number;
  readonly duration: number;
  /** Whole days without supply after the episode's last event. */
  readonly endGapDays: number;
}

/**
 * Treatment episodes of one patient over the follow-up, by AdhereR's rules, its defects included: the gap that just
 * reaches the permitted one is taken off the last episode although it does not end it; with `appendPermittedGap` a
 * patient's only episode loses the permitted gap instead of gaining it; a change of dose never begins an episode.
 *
 * @source adherer-0.8.1 treatment episodes
 */
export function adhererEpisodes(p: PatientEvents, rules: EpisodeRules): Episode[] {
  const { day, category, supply } = p.events;
  const end = p.windows.followUpEnd;
  fillGaps(p.events, p.from, p.to, end, rules.carry, p.gaps);
  const episodes: Episode[] = [];
  let first = p.from;
  for (let i = p.from; i < p.to; i++) {
    const permitted =
      'days' in rules.permittedGap
        ? Math.max(0, rules.permittedGap.days)
        : (Math.max(0, rules.permittedGap.percent) / 100) * (supply[i] as number);
    const gap = p.gaps.gap[i] as number;
    const isLast = i + 1 === p.to;
    const changed = rules.medicationChangeIsNewEpisode && !isLast && category[i] !== category[i + 1];
    if (!isLast && !(gap > permitted) && !changed) continue;

    const start = day[first] as number;
    const span = (isLast ? end : (day[i + 1] as number)) - start;
    const untreated = isLast && gap < permitted ? 0 : gap;
    let duration = span - untreated;
    if (rules.appendPermittedGap) {
      const isOnly = isLast && episodes.length === 0;
      duration = isOnly ? duration - (untreated > 0 ? permitted : 0) : span - Math.max(0, gap - permitted);
    }
    episodes.push({ start, end: start + duration, duration, endGapDays: Math.trunc(gap) });
    first = i + 1;
  }
  return episodes;
}

/** Treatment episodes of every patient, in the table's order. */
export function adhererEpisodesOf(
  table: EventTable,
  rules: WindowRules,
  episodeRules: EpisodeRules,
): { patientId: string; episodes: Episode[] }[] {
  const patient = patientScratch(table, episodeRules.carry);
  const anchors = firstEvents(table);
  return table.patients.map((patientId, p) => {
    openPatient(patient, table, p, rules, anchors);
    return { patientId, episodes: adhererEpisodes(patient, episodeRules) };
  });
}
