/** What a reader of one resource type is given: the record it fills, what it may look up, and where problems go. */
import type { Problem } from '../../domain/problem.ts';
import type { PatientRecord } from '../../domain/record.ts';
import type { DrugQuery, DrugResolution } from '../../knowledge/drugs/types.ts';
import type { Library } from './references.ts';
import type { Resource } from './resource.ts';

/** How a resource was treated. Refused ones have a problem of their own. */
export type Treatment = { as: 'used' } | { as: 'set-aside'; reason: string } | { as: 'refused' };

export const USED: Treatment = { as: 'used' };
export const REFUSED: Treatment = { as: 'refused' };
export const setAside = (reason: string): Treatment => ({ as: 'set-aside', reason });

/** One person's record while it is being read. */
export interface Chart {
  record: PatientRecord;
  library: Library;
  resolveDrug(query: DrugQuery): DrugResolution;
  /** true for an ingredient against germs, by its ATC code; false where the pack does not know it */
  isAntiInfective(ingredientId: string): boolean;
  /** reports that point back: resources of this person that name the key in hasMember, derivedFrom or result */
  links: Links;
  /** resources another reader has already read (an organism inside a culture) */
  claimed: Set<Resource>;
  report(row: Resource, code: string, what: string, help: string): void;
}

/** Which observations belong together: children by parent and reports by result. */
export interface Links {
  members(resource: Resource): readonly Resource[];
  parents(resource: Resource): readonly Resource[];
  reports(resource: Resource): readonly Resource[];
  /** panels that list the resource as their member */
  panels(resource: Resource): readonly Resource[];
}

/** Reads one resource into the chart's record. */
export type ResourceReader = (row: Resource, chart: Chart) => Treatment;

/** A problem with the place filled in. */
export function problemAt(row: Resource, code: string, what: string, help: string): Problem {
  return { code, where: row.id, what, help };
}

/** Statuses that say the row is no fact. */
export const ENTERED_IN_ERROR = 'entered in error';
