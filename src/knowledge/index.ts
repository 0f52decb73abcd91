/** The packs as look-ups, for those who bring their own files. */
export type { Knowledge } from './knowledge.ts';
export { type KnowledgeFiles, loadKnowledge } from './load.ts';
export { type PackRows, type PackTables, type Source, sourceIds } from './pack.ts';
