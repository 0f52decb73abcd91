/** What one family of causes says about one trial. */
import * as z from 'zod';
import { Answer, Basis, CauseTerm, Certainty } from './terms.ts';
import { Worksheet } from './worksheet.ts';

/** Numbers and words a finding's sentence is filled with; numbers keep their unit in the key or in a sibling key. */
export const Values = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]));
export type Values = z.infer<typeof Values>;

/**
 * One piece of evidence for or against a cause, or the lack of it.
 *
 * `code` names the sentence in the family's text.json. `facts` are ids of knowledge rows, `sources` bibliography ids,
 * `records` ids of input rows. `checked` is false where a knowledge row it rests on was not read at its source; such a
 * finding is held at `possible` and may not exclude. `check` names the next step that would settle a missing answer.
 */
export const Finding = z.object({
  term: CauseTerm,
  code: z.string(),
  bearing: z.enum(['supports', 'opposes', 'missing']),
  certainty: Certainty,
  basis: Basis,
  checked: z.boolean(),
  /** share of the lost exposure this accounts for, where the ledger gives one */
  share: z.number().nullable(),
  values: Values,
  facts: z.array(z.string()),
  sources: z.array(z.string()),
  records: z.array(z.string()),
  check: z.string().nullable(),
  /** the worksheet of the method that weighs it, where there is one */
  worksheet: Worksheet.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** The questions a fair chance asks. The first six are required, the last three supporting. */
export const GateName = z.enum([
  'indicated',
  'filled',
  'taken',
  'dose',
  'time',
  'tolerated',
  'absorbed',
  'cleared',
  'unopposed',
]);
export type GateName = z.infer<typeof GateName>;

export const REQUIRED_GATES: readonly GateName[] = ['indicated', 'filled', 'taken', 'dose', 'time', 'tolerated'];
export const SUPPORTING_GATES: readonly GateName[] = ['absorbed', 'cleared', 'unopposed'];

export const Gate = z.object({ gate: GateName, answer: Answer, values: Values });
export type Gate = z.infer<typeof Gate>;

type FindingParts = Pick<Finding, 'term' | 'code' | 'certainty'> & Partial<Finding>;

function finding(bearing: Finding['bearing'], parts: FindingParts): Finding {
  return {
    bearing,
    basis: 'recorded',
    checked: true,
    share: null,
    values: {},
    facts: [],
    sources: [],
    records: [],
    check: null,
    ...parts,
  };
}

/** Evidence that the cause is at work. */
export function supports(parts: FindingParts): Finding {
  return finding('supports', parts);
}

/** Evidence against the cause: `unlikely` or `excluded`. */
export function opposes(parts: FindingParts): Finding {
  return finding('opposes', parts);
}

/** The data that would answer is not there; certainty says nothing and is held at `unlikely`. */
export function missing(parts: Omit<FindingParts, 'certainty'>): Finding {
  return finding('missing', { certainty: 'unlikely', ...parts });
}
