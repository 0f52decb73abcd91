/** Chemotherapy-induced vomiting by phase. */

/** Bounds of the phases in hours after chemotherapy. */
export interface EmesisPhases {
  acuteToHours: number;
  delayedToHours: number;
}

/**
 * The phase an hour after chemotherapy lies in; null before it and after the delayed phase.
 * @example emesisPhase(24, { acuteToHours: 24, delayedToHours: 120 }) //=> 'delayed'
 */
export function emesisPhase(hours: number, phases: EmesisPhases): 'acute' | 'delayed' | null {
  if (hours < 0 || hours > phases.delayedToHours) return null;
  return hours < phases.acuteToHours ? 'acute' : 'delayed';
}

/**
 * Complete response: no vomiting and no rescue drug.
 * @example isCompleteResponse({ episodes: 0, rescues: 1 }) //=> false
 */
export function isCompleteResponse(given: { episodes: number; rescues: number }): boolean {
  return given.episodes === 0 && given.rescues === 0;
}
