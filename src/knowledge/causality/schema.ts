/** Shapes of the causality pack: questions and categories of published methods, and what a report needs. */
import * as z from 'zod';
import { CauseTerm } from '../../domain/terms.ts';
import type { PackTables } from '../pack.ts';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const method = z.enum(['who-umc', 'hallas']);

export const ItemRow = z.object({ method, item: z.coerce.number().int().positive(), asks: z.string().min(1), ...fact });
export type ItemRow = z.infer<typeof ItemRow>;

/** What one answer must be: `1=yes`, `2=no`, or `5!=no` where the question may stay open. */
const Needs = z
  .string()
  .regex(/^(\d!?=(yes|no)(;\d!?=(yes|no))*)?$/)
  .transform((cell) =>
    cell
      .split(';')
      .filter((part) => part !== '')
      .map((part) => ({
        item: Number(part.charAt(0)),
        not: part.includes('!'),
        answer: part.endsWith('yes') ? ('yes' as const) : ('no' as const),
      })),
  );

/** One category; the first of its method whose needs hold is the answer. `code` is FHIR's, where it has one. */
export const CategoryRow = z.object({ method, category: z.string().min(1), code: z.string(), needs: Needs, ...fact });
export type CategoryRow = z.infer<typeof CategoryRow>;

/** A measure that is a laboratory value or a measurement of the body, no report or rating. */
export const ObjectiveMeasureRow = z.object({ measure: z.string(), ...fact });
export type ObjectiveMeasureRow = z.infer<typeof ObjectiveMeasureRow>;

/** A cause by which too little of the drug was prescribed, taken or left. */
export const DoseRelatedRow = z.object({ term: CauseTerm, ...fact });
export type DoseRelatedRow = z.infer<typeof DoseRelatedRow>;

/** One thing a report on a lack of effect needs; `found` is what of an assessment answers it, `never` a record cannot. */
export const ReportRow = z.object({
  element: z.string().regex(/^[a-z-]+$/),
  text: z.string().min(1),
  minimum: z.enum(['yes', 'no']).transform((cell) => cell === 'yes'),
  found: z.enum([
    'never',
    'medication',
    'term',
    'indication',
    'dose',
    'dates',
    'outcome',
    'taking',
    'level',
    'beside',
    'restored',
    'explanations',
    'quality',
  ]),
  ...fact,
});
export type ReportRow = z.infer<typeof ReportRow>;

/** When a lack of effect is reported: information, in our own words. */
export const ReportingRow = z.object({ kind: z.string(), text: z.string().min(1), ...fact });
export type ReportingRow = z.infer<typeof ReportingRow>;

/** FHIR's category of an adverse event for a cause. */
export const EventCategoryRow = z.object({ term: CauseTerm, code: z.string().min(1), ...fact });
export type EventCategoryRow = z.infer<typeof EventCategoryRow>;

export const tables: PackTables = {
  'items.csv': ItemRow,
  'categories.csv': CategoryRow,
  'objective-measures.csv': ObjectiveMeasureRow,
  'dose-related-causes.csv': DoseRelatedRow,
  'report.csv': ReportRow,
  'reporting.csv': ReportingRow,
  'event-categories.csv': EventCategoryRow,
};
