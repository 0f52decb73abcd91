/** What-if: facts the caller assumes, laid over a record and its trials, never mixed with what was recorded. */
import * as z from 'zod';
import { UserError } from '../domain/problem.ts';
import { type Quantity, quantity } from '../domain/quantity.ts';
import type { Concept, PatientRecord } from '../domain/record.ts';
import { type Moment, parseMoment } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

const Day = z.iso.date();
const Amount = z.strictObject({ value: z.number(), unit: z.string() });

/** One assumption; `drug` names the trial's ingredient (any name the drug pack knows), or `trial` its id. */
export const Assumption = z.strictObject({
  patient: z.string().optional(),
  trial: z.string().optional(),
  drug: z.string().optional(),
  /** share of the prescribed doses taken, 0-1, over the whole trial or from-to */
  taken: z.number().min(0).max(1).optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** prescribed daily dose */
  dose: Amount.optional(),
  genotype: z
    .strictObject({ gene: z.string(), diplotype: z.string().optional(), phenotype: z.string().optional() })
    .optional(),
  /** a drug, food or herb used beside it over from-to */
  perpetrator: z.string().optional(),
  culture: z
    .strictObject({
      organism: z.string(),
      agent: z.string(),
      sir: z.enum(['S', 'I', 'R']),
      on: Day,
      site: z.string().optional(),
    })
    .optional(),
  level: z
    .strictObject({
      value: z.number(),
      unit: z.string(),
      on: Day,
      low: z.number().optional(),
      high: z.number().optional(),
    })
    .optional(),
  outcome: z.strictObject({ measure: z.string(), value: z.number(), unit: z.string().optional(), on: Day }).optional(),
});
export type Assumption = z.infer<typeof Assumption>;

/** The content of an `--assume` file: a list, or `{ "assume": [...] }`. Throws a UserError where it does not fit. */
export function parseAssumptions(content: unknown): Assumption[] {
  const list = typeof content === 'object' && content !== null && 'assume' in content ? content.assume : content;
  const parsed = z.array(Assumption).safeParse(list);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UserError(`assumptions do not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

const concept = (text: string): Concept => ({ text, codings: [] });
const momentOn = (day: string | undefined): Moment | null => (day === undefined ? null : parseMoment(day));

/** True where the row id stands for an assumption. */
export function isAssumed(recordId: string): boolean {
  return recordId.startsWith('assumed/');
}

/** The record with the assumed genotypes, perpetrators, cultures, levels and outcomes added as rows of their own. */
export function assumedRecord(
  record: PatientRecord,
  assumptions: readonly Assumption[],
  knowledge: Knowledge,
): PatientRecord {
  const added = structuredCloneOf(record);
  for (const [place, assumption] of assumptions.entries()) {
    if (assumption.patient !== undefined && assumption.patient !== record.id) continue;
    const id = `assumed/${place + 1}`;
    const { genotype, perpetrator, culture, level, outcome } = assumption;
    if (genotype) {
      added.genotypes.push({
        id,
        gene: genotype.gene,
        diplotype: genotype.diplotype ?? null,
        phenotype: genotype.phenotype ?? null,
        activityScore: null,
        at: null,
        laboratory: null,
      });
    }
    if (perpetrator !== undefined) {
      const { drug } = knowledge.drugs.resolve({ codings: [], text: perpetrator });
      added.statements.push({
        id,
        drug,
        orderId: null,
        from: momentOn(assumption.from),
        to: momentOn(assumption.to),
        asserted: null,
        status: 'taking',
        share: null,
        by: 'unknown',
        reason: null,
        directions: [],
        indications: [],
        indicationIds: [],
        notes: [],
      });
    }
    if (culture) {
      const on = momentOn(culture.on);
      added.cultures.push({
        id,
        collected: on,
        reported: on,
        specimen: culture.site === undefined ? null : concept(culture.site),
        organism: concept(culture.organism),
        growth: true,
        screening: null,
        results: [
          {
            id,
            agent: concept(culture.agent),
            category: culture.sir,
            mic: null,
            zoneMm: null,
            method: null,
            guideline: null,
          },
        ],
        notes: [],
      });
    }
    if (level)
      added.observations.push(
        observation(
          id,
          `${assumption.drug ?? ''} level`,
          quantity(level.value, level.unit),
          level.on,
          level.low ?? null,
          level.high ?? null,
        ),
      );
    if (outcome)
      added.observations.push(
        observation(id, outcome.measure, quantity(outcome.value, outcome.unit ?? null), outcome.on, null, null),
      );
  }
  return added;
}

function structuredCloneOf(record: PatientRecord): PatientRecord {
  return {
    ...record,
    genotypes: [...record.genotypes],
    statements: [...record.statements],
    cultures: [...record.cultures],
    observations: [...record.observations],
  };
}

function observation(
  id: string,
  what: string,
  value: Quantity,
  on: string,
  low: number | null,
  high: number | null,
): PatientRecord['observations'][number] {
  return {
    id,
    at: momentOn(on),
    issued: null,
    what: concept(what),
    value,
    coded: null,
    panel: null,
    referenceLow: low,
    referenceHigh: high,
    interpretation: null,
    status: 'final',
    by: 'unknown',
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: [],
  };
}
