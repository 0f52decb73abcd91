/** What went wrong with the input: problems are collected, never thrown. */
import * as z from 'zod';

/**
 * One thing in the input that could not be read or believed.
 *
 * `code` is kebab-case and stable, `where` names the row or resource, `what` quotes what was found, `help` says what
 * the sender can do about it.
 */
export const Problem = z.object({ code: z.string(), where: z.string(), what: z.string(), help: z.string() });
export type Problem = z.infer<typeof Problem>;

/** A mistake of the person who called: one line, no stack trace. Anything else thrown is a bug. */
export class UserError extends Error {
  override name = 'UserError';
}

/** How the rows of one person's input were treated; read = used + setAside + refused. */
export const Counts = z.object({
  read: z.number().int(),
  used: z.number().int(),
  setAside: z.number().int(),
  refused: z.number().int(),
  medicationCodes: z.object({ seen: z.number().int(), resolved: z.number().int() }),
});
export type Counts = z.infer<typeof Counts>;
