/** The causality pack as look-ups, built once from validated rows. */
import type {
  CategoryRow,
  DoseRelatedRow,
  EventCategoryRow,
  ItemRow,
  ObjectiveMeasureRow,
  ReportingRow,
  ReportRow,
} from './schema.ts';

export type * from './schema.ts';

export interface Causality {
  /** questions of a method in their order */
  itemsOf(method: ItemRow['method']): readonly ItemRow[];
  /** categories of a method, the strongest first */
  categoriesOf(method: ItemRow['method']): readonly CategoryRow[];
  /** a laboratory value or a measurement of the body */
  isObjective(measure: string): boolean;
  /** a cause by which too little of the drug was prescribed, taken or left */
  isDoseRelated(term: string): boolean;
  /** FHIR's category of an adverse event for a cause; null where it has none */
  eventCategory(term: string): string | null;
  report: readonly ReportRow[];
  reporting: readonly ReportingRow[];
}

/** The look-ups from the pack's validated files. */
export function causalityFrom(files: Readonly<Record<string, readonly unknown[]>>): Causality {
  const table = <Row>(file: string): readonly Row[] => (files[file] ?? []) as readonly Row[];
  const items = [...table<ItemRow>('items.csv')].sort((a, b) => a.item - b.item);
  const categories = table<CategoryRow>('categories.csv');
  const objective = new Set(table<ObjectiveMeasureRow>('objective-measures.csv').map(({ measure }) => measure));
  const doseRelated = new Set<string>(table<DoseRelatedRow>('dose-related-causes.csv').map(({ term }) => term));
  const events = new Map<string, string>(
    table<EventCategoryRow>('event-categories.csv').map(({ term, code }) => [term, code]),
  );
  return {
    itemsOf: (method) => items.filter((row) => row.method === method),
    categoriesOf: (method) => categories.filter((row) => row.method === method),
    isObjective: (measure) => objective.has(measure),
    isDoseRelated: (term) => doseRelated.has(term),
    eventCategory: (term) => events.get(term) ?? null,
    report: table<ReportRow>('report.csv'),
    reporting: table<ReportingRow>('reporting.csv'),
  };
}
