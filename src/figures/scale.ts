/** Maps values of `[from, to]` to pixels of `[start, end]`. */
export interface Scale {
  (value: number): number;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** A straight scale; a domain without extent maps to the start. */
export function scale(from: number, to: number, start: number, end: number): Scale {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return Object.assign((value: number) => start + (value - from) * factor, { from, to, start, end });
}

/**
 * Round values between `from` and `to`, about `count` of them, one of 1, 2 or 5 times a power of ten apart.
 *
 * @example
 * ticks(0, 1, 5); //=> [0, 0.2, 0.4, 0.6, 0.8, 1]
 */
export function ticks(from: number, to: number, count: number): number[] {
  const rough = (to - from) / count;
  if (!(rough > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((f) => f * power).find((s) => s >= rough * 0.999) ?? 10 * power;
  const values: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++)
    values.push(Number((i * step).toPrecision(12)));
  return values;
}

/** Days between ticks that read well as time: weeks up to three months, then months of 30 and years of 365 days. */
export function dayTicks(days: number, count = 8): number[] {
  const steps = [1, 7, 14, 30, 60, 90, 180, 365, 730, 1825];
  const step = steps.find((s) => days / s <= count) ?? 3650;
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => i * step);
}
