/** The assessment as JSON text. */
import type { Assessment } from '../../domain/assessment.ts';

/**
 * An assessment as it is written to a file: indented, one line feed at the end.
 *
 * The order of keys is the order in which the walk made them, so that two runs of one record are equal byte by byte.
 */
export function jsonReport(assessment: Assessment): string {
  return `${JSON.stringify(assessment, null, 2)}\n`;
}
