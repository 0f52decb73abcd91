/** Codes of public vocabularies beside our own terms. */
import * as z from 'zod';

/**
 * One code of one vocabulary for what was said. A display without a code is a name whose codes are licensed (MedDRA);
 * neither code nor display: the vocabulary has no code for it. `note` says where the code is narrower or bound to a date.
 */
export const CodeEntry = z.object({
  system: z.string(),
  code: z.string().nullable(),
  display: z.string().nullable(),
  note: z.string(),
  checked: z.boolean(),
  sources: z.array(z.string()),
});
export type CodeEntry = z.infer<typeof CodeEntry>;

const NAMES: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10-CM',
  'http://snomed.info/sct': 'SNOMED CT',
  'http://terminology.hl7.org/CodeSystem/v3-ActCode': 'v3 ActCode',
  'http://loinc.org': 'LOINC',
};

/** A code system as people call it; a name that is no address stays. */
export const systemName = (system: string): string => NAMES[system] ?? system;

/** The systems that have neither a code nor a name for what was said, as people call them. */
export const systemsWithoutCode = (codes: readonly CodeEntry[]): string[] =>
  codes.filter(({ code, display }) => code === null && display === null).map(({ system }) => systemName(system));
