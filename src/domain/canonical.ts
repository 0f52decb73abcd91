/** Names by which the outside world refers to what is RxWhy's own: FHIR canonicals and code systems. */

export const CANONICAL_BASE = 'https://rxwhy.org/fhir';
const BASE = CANONICAL_BASE;

/** Code systems of the project: the vocabulary, and the reasons a card may be set aside for. */
export const TERM_SYSTEM = `${BASE}/CodeSystem/term`;
export const OVERRIDE_SYSTEM = `${BASE}/CodeSystem/override-reason`;

/** The module that answers, and the extensions its answers carry. */
export const MODULE_CANONICAL = `${BASE}/library/rxwhy`;
export const CERTAINTY_EXTENSION = `${BASE}/StructureDefinition/certainty`;
export const TRIAL_EXTENSION = `${BASE}/StructureDefinition/trial`;
export const ROLE_EXTENSION = `${BASE}/StructureDefinition/role`;
export const NEED_EXTENSION = `${BASE}/StructureDefinition/need`;
export const OPERATION_CANONICAL = `${BASE}/OperationDefinition/rxwhy`;
/** HL7's code system that holds the reasons of detected issues. */
export const ACT_CODE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
