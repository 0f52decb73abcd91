import type { EventTable } from '../events.ts';
import { roundHalfEven } from '../period.ts';
import type { WindowRules, Windows } from '../windows.ts';
import { type AdhererFlags, firstEvents, openPatient, patientScratch, restrictToFollowUp } from './assess.ts';
import { adhererEpisodes, type Episode, type EpisodeRules } from './episodes.ts';
import { type CmaName, MEASURES, type PatientEvents } from './measures.ts';

/** One measure of one treatment episode; `start` and `end` are the part of it inside the observation window. */
export interface EpisodeCma extends Episode {
  readonly patientId: string;
  /** 1 for the patient's first episode. */
  readonly episode: number;
  readonly value: number | null;
}

/** An episode the caller supplies, by patient; `end` = `start` + `duration`. */
export type SuppliedEpisodes = ReadonlyMap<string, readonly Episode[]>;

const WITHOUT_CARRY: ReadonlySet<CmaName> = new Set(['cma1', 'cma2', 'cma3', 'cma4']);

/**
 * One measure for every treatment episode, by AdhereR's rules: the episode is the follow-up and its part inside the
 * observation window the window. Episodes are built without carry-over for CMA1 to CMA4 and with it for CMA5 to CMA9,
 * or are those the caller supplies.
 *
 * All the patient's events count, so the first event of the next episode is inside where it falls on an episode's end.
 *
 * @source adherer-0.8.1 CMA per episode
 */
export function adhererPerEpisode(
  name: CmaName,
  table: EventTable,
  rules: WindowRules,
  episodeRules: Omit<EpisodeRules, 'carry'>,
  flags: AdhererFlags,
  supplied?: SuppliedEpisodes,
): EpisodeCma[] {
  const patient = patientScratch(table, { within: true, ...flags });
  const anchors = firstEvents(table);
  return table.patients.flatMap((patientId, p) => {
    openPatient(patient, table, p, rules, anchors);
    const episodes = supplied ? (supplied.get(patientId) ?? []) : episodesFor(name, patient, episodeRules);
    return episodesInWindow(episodes, patient.windows).map(({ original, ...episode }) => {
      openEpisode(patient, original, episode);
      return { ...episode, patientId, value: MEASURES[name](patient) };
    });
  });
}

/** Episodes as AdhereR builds them for this measure. */
export function episodesFor(name: CmaName, patient: PatientEvents, rules: Omit<EpisodeRules, 'carry'>): Episode[] {
  return adhererEpisodes(patient, { ...rules, carry: { ...patient.carry, within: !WITHOUT_CARRY.has(name) } });
}

/** The parts of the episodes inside the observation window, numbered as the episodes are. */
export function episodesInWindow(
  episodes: readonly Episode[],
  window: { readonly start: number; readonly end: number },
): (Episode & { readonly episode: number; readonly original: Episode })[] {
  return episodes.flatMap((original, index) => {
    const start = Math.max(original.start, window.start);
    const end = Math.min(original.end, window.end);
    return start < end ? [{ ...original, start, end, episode: index + 1, original }] : [];
  });
}

/** Windows as AdhereR lays them from a number of days: whole days long, halves to the even one. */
export const wholeDays = ({ followUpStart, followUpEnd, start, end }: Windows): Windows => ({
  followUpStart,
  followUpEnd: followUpStart + roundHalfEven(followUpEnd - followUpStart),
  start,
  end: start + roundHalfEven(end - start),
});

/** Turns `patient` to one episode: the whole episode is the follow-up, its part in the window the window. */
export function openEpisode(patient: PatientEvents, whole: Episode, part: { start: number; end: number }): void {
  patient.windows = wholeDays({ followUpStart: whole.start, followUpEnd: whole.end, start: part.start, end: part.end });
  restrictToFollowUp(patient);
}
