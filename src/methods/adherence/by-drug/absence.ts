import type { WindowProblem } from '../windows.ts';

/** Why a measure has no value. */
export type Absence =
  | WindowProblem
  | 'no-event'
  | 'no-event-in-follow-up'
  | 'no-event-in-window'
  | 'one-event-in-window'
  | 'all-events-on-one-day'
  | 'supplied-beyond-window';

/** A measure's value, or the reason why there is none. */
export type Measured = number | Absence;
