/**
 * The library's door: `import { assess, explain, loadKnowledge } from 'rxwhy'`.
 *
 * The core is pure; this door adds the built packs of the installed package.
 */
export { loadKnowledge } from './cli/knowledge-files.ts';
export { explain } from './cli/terms.ts';
export type { Assessment, PatientAssessment, TrialAssessment } from './domain/assessment.ts';
export { UserError } from './domain/problem.ts';
export type { PatientRecord } from './domain/record.ts';
export { parseMoment } from './domain/time.ts';
export type { Knowledge } from './knowledge/knowledge.ts';
export type { TermRow } from './knowledge/terms/index.ts';
export { assess } from './rxwhy.ts';
