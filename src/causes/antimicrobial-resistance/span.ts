/** Moments as the span of minutes they may mean. */
import { lastMinuteOf, type Moment } from '../../domain/time.ts';

export interface Span {
  from: number;
  to: number;
}

export const MINUTES_PER_HOUR = 60;
/** A mean month, for windows given in months. */
export const DAYS_PER_MONTH = 30.4375;

/** First and last minute a moment may lie on. */
export const spanOf = (moment: Moment): Span => ({ from: moment.minute, to: lastMinuteOf(moment) });

/** True where two spans may share a minute. */
export const isIn = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;

/** The span around a moment, widened by hours on both sides. */
export function around(moment: Moment, hoursBefore: number, hoursAfter: number): Span {
  const { from, to } = spanOf(moment);
  return { from: from - hoursBefore * MINUTES_PER_HOUR, to: to + hoursAfter * MINUTES_PER_HOUR };
}
