/** A causality worksheet: the questions of a published method, what the record answers, and what that comes to. */
import * as z from 'zod';

/** One question. `ifYes` and `ifNo` are what an answer scores, null where the method does not score. */
export const WorksheetItem = z.object({
  item: z.number().int(),
  asks: z.string(),
  answer: z.enum(['yes', 'no', 'unanswered']),
  ifYes: z.number().nullable(),
  ifNo: z.number().nullable(),
  score: z.number(),
  /** what the answer rests on; '' where it is open */
  because: z.string(),
  records: z.array(z.string()),
});
export type WorksheetItem = z.infer<typeof WorksheetItem>;

/**
 * A worksheet about one drug (`object`) and what is suspected to stand behind its failure (`suspect`: another drug, or
 * a cause). What is not on record stays unanswered: `low` and `high` are what open questions could still make of the
 * score, `couldBe` which categories.
 */
export const Worksheet = z.object({
  method: z.enum(['dips', 'who-umc', 'hallas']),
  object: z.string(),
  suspect: z.string(),
  items: z.array(WorksheetItem),
  answered: z.number().int(),
  score: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  category: z.string().nullable(),
  couldBe: z.array(z.string()),
  /** least score of each category, the highest first; empty where the method does not score */
  bands: z.array(z.object({ category: z.string(), least: z.number() })),
  checked: z.boolean(),
  sources: z.array(z.string()),
});
export type Worksheet = z.infer<typeof Worksheet>;

/** An answer with what it rests on; null leaves the question open. */
export interface Said {
  yes: boolean;
  because: string;
  records: readonly string[];
}

/** The question for other causes in each method: only who has looked at all of them can answer it. */
export const OTHER_CAUSES: Readonly<Record<Worksheet['method'], number>> = { dips: 7, 'who-umc': 2, hallas: 3 };

/** A question with its answer. */
export function answeredItem(
  asked: Pick<WorksheetItem, 'item' | 'asks' | 'ifYes' | 'ifNo'>,
  said: Said | null,
): WorksheetItem {
  const { item, asks, ifYes, ifNo } = asked;
  if (said === null) return { item, asks, answer: 'unanswered', ifYes, ifNo, score: 0, because: '', records: [] };
  const score = (said.yes ? ifYes : ifNo) ?? 0;
  const answer = said.yes ? 'yes' : 'no';
  return { item, asks, answer, ifYes, ifNo, score, because: said.because, records: [...said.records] };
}

type Scored = Pick<Worksheet, 'answered' | 'score' | 'low' | 'high' | 'category' | 'couldBe'>;

/** What scored items come to: the sum of those answered, and how far the open ones could still move it. */
export function scoreOf(items: readonly WorksheetItem[], bands: Worksheet['bands']): Scored {
  const open = items.filter(({ answer }) => answer === 'unanswered');
  const score = items.reduce((sum, item) => sum + item.score, 0);
  const low = open.reduce((sum, { ifYes, ifNo }) => sum + Math.min(ifYes ?? 0, ifNo ?? 0, 0), score);
  const high = open.reduce((sum, { ifYes, ifNo }) => sum + Math.max(ifYes ?? 0, ifNo ?? 0, 0), score);
  const bandOf = (sum: number): number => bands.findIndex(({ least }) => sum >= least);
  const couldBe = bandOf(high) < 0 ? [] : bands.slice(bandOf(high), bandOf(low) + 1).map(({ category }) => category);
  return {
    answered: items.length - open.length,
    score,
    low,
    high,
    category: bands[bandOf(score)]?.category ?? null,
    couldBe,
  };
}

/** The worksheet with one more question answered. */
export function withAnswer(sheet: Worksheet, item: number, said: Said): Worksheet {
  const items = sheet.items.map((asked) => (asked.item === item ? answeredItem(asked, said) : asked));
  return { ...sheet, items, ...scoreOf(items, sheet.bands) };
}

/** Whatever may explain a failure: a cause by its term, and what stands behind it. */
export interface Explanation {
  term: string;
  explainedBy: readonly string[];
}

/** The explanations that are neither this one nor behind it nor explained by it. */
export const explanationsBeside = <Named extends Explanation>(one: Explanation, named: readonly Named[]): Named[] =>
  named.filter(
    ({ term, explainedBy }) => term !== one.term && !one.explainedBy.includes(term) && !explainedBy.includes(one.term),
  );
