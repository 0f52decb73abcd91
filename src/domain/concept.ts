/** Codes and words as a record writes them. */
import * as z from 'zod';

/** A code with its system URI (or a short local name) and the display the source gave. */
export const Coding = z.object({ system: z.string(), code: z.string(), display: z.string().nullable() });
export type Coding = z.infer<typeof Coding>;

/** A concept as written: its text and its codings. */
export const Concept = z.object({ text: z.string(), codings: z.array(Coding) });
export type Concept = z.infer<typeof Concept>;
