/** What the scanner finds in directions: small elements in the order of the text. */

/** An amount; `high` is null where no range was given. `upTo` where only the upper bound is stated. */
export type Amount = { low: number; high: number | null; unit: string | null; upTo: boolean };

export type Element = { start: number; end: number } & (
  | { kind: 'dose'; amount: Amount; restates: boolean }
  /** a number without a unit in the place of a dose ("take 2 daily") */
  | { kind: 'bare'; amount: Amount }
  /** intakes a day; `every` is the length in days of the cycle it is counted in; `weak` is plain "daily" */
  | { kind: 'frequency'; perDay: number | null; every: number; weak: boolean; upTo: boolean }
  | { kind: 'slot'; slot: string }
  | { kind: 'meals' }
  | { kind: 'weekdays'; days: readonly number[]; except: boolean }
  | { kind: 'otherDays' }
  | { kind: 'dayRange'; from: number; to: number }
  | { kind: 'duration'; days: number }
  /** "after 2 weeks": where the next step begins */
  | { kind: 'after'; days: number }
  | { kind: 'courseDoses'; doses: number }
  | { kind: 'divided'; into: number | null }
  | { kind: 'route'; route: string }
  | { kind: 'timing' }
  | { kind: 'refused'; why: 'number' | 'word' | 'condition' }
  | { kind: 'asNeeded' | 'single' | 'then' | 'and' | 'stop' | 'separator' | 'sentence' | 'verb' | 'rate' }
  | { kind: 'noise' | 'unknown' | 'otherLanguage' }
);

/** What one matcher read: its elements and the token after it. */
export type Read = { elements: Element[]; next: number };
