/** Lines a person types. */
import { createInterface } from 'node:readline';

/** Asks for one line; null where the input has ended. */
export type AskLine = (text: string) => Promise<string | null>;

/** Lines from stdin, with the questions on stderr so that stdout holds the result alone. */
export function terminalLines(): AskLine {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const next = lines[Symbol.asyncIterator]();
  return async (text) => {
    process.stderr.write(text);
    const { value, done } = await next.next();
    return done ? null : String(value);
  };
}
