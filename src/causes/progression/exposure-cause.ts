import type { Finding } from '../../domain/finding.ts';
import type { CauseTerm } from '../../domain/terms.ts';
import { EXPOSURE_CAUSES, isListed } from '../../domain/weigh.ts';

/** The supported causes of a changed exposure; one that an equally founded finding brings below `possible` is none. */
export const exposureCauses = (findings: readonly Finding[]): CauseTerm[] =>
  EXPOSURE_CAUSES.filter((term) => isListed(term, findings));
