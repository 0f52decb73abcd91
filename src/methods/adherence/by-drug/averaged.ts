import type { EventColumns } from '../events.ts';
import type { Windows } from '../windows.ts';
import type { RunRules } from './runs.ts';

/**
 * CMA9's share: supply spread evenly over each drug's event interval, so that a late refill lowers every day of the
 * interval it ends and not only the last ones. The last interval of a drug runs to the end of the follow-up.
 *
 * With several drugs each day takes the best supplied drug (`any`) or the worst (`all`).
 */
export function averagedShare(
  events: EventColumns,
  from: number,
  to: number,
  windows: Windows,
  rules: RunRules,
): number {
  const { day, category } = events;
  const { start, end } = windows;
  const drugs = new Map<number, { rate: number; carried: number }>();
  for (let i = from; i < to; i++) drugs.set(category[i] as number, { rate: 0, carried: 0 });
  let weighted = 0;
  for (let i = from; i < to; i++) {
    const drug = drugs.get(category[i] as number);
    if (!drug) continue;
    stepInto(events, i, to, windows.followUpEnd, rules, drug);
    const until = i + 1 < to ? (day[i + 1] as number) : windows.followUpEnd;
    const inside = Math.min(until, end) - Math.max(day[i] as number, start);
    if (inside <= 0) continue;
    let rate = rules.combine === 'any' ? 0 : 1;
    for (const { rate: own } of drugs.values()) {
      rate = rules.combine === 'any' ? Math.max(rate, own) : Math.min(rate, own);
    }
    weighted += rate * inside;
  }
  return weighted / (end - start);
}

function stepInto(
  events: EventColumns,
  row: number,
  to: number,
  followUpEnd: number,
  rules: RunRules,
  drug: { rate: number; carried: number },
): void {
  const { day, supply, dose, category } = events;
  let next = row + 1;
  while (next < to && category[next] !== category[row]) next++;
  const interval = (next < to ? (day[next] as number) : followUpEnd) - (day[row] as number);
  const available = (supply[row] as number) + drug.carried;
  if (interval > 0) drug.rate = Math.min(1, available / interval);
  const left = Math.max(0, available - interval);
  const ratio = next < to && rules.considerDoseChange ? (dose[row] as number) / (dose[next] as number) : 1;
  drug.carried = Math.min(Number.isNaN(ratio) ? left : left * ratio, rules.maxCarryOverDays);
}
