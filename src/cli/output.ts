/** Data out: to a file or to stdout, whose reader may leave early. */
import { writeFileSync } from 'node:fs';
import { asUserError } from './failures.ts';

/** Writes a text to the file, or to stdout where `path` is null or "-"; resolves when it is handed over. */
export async function writeOut(text: string, path: string | null): Promise<void> {
  if (path !== null && path !== '-') {
    try {
      writeFileSync(path, text);
    } catch (error) {
      throw asUserError(error, path);
    }
    return;
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // `rxwhy ... | head` closes the pipe: what the reader did not want is no failure.
      if (error && !('code' in error && error.code === 'EPIPE')) reject(error);
      else resolve();
    });
  });
}

/** A note for the person at the terminal. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** True where stdout is a terminal and its user did not ask for plain text (https://no-color.org). */
export function wantsColour(path: string | null): boolean {
  const off = process.env.NO_COLOR;
  return path === null && process.stdout.isTTY === true && (off === undefined || off === '');
}

/** True where the locale cannot be trusted to show more than ASCII. */
export function wantsAscii(): boolean {
  const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || '';
  return process.stdout.isTTY === true && locale !== '' && !/utf-?8/i.test(locale) && process.platform !== 'win32';
}

/** Progress on stderr, only on a terminal and only once work has lasted two seconds. */
export function progress(total: number, thing: string): { step(done: number): void; end(): void } {
  const begun = Date.now();
  let shown = 0;
  return {
    step(done) {
      const now = Date.now();
      if (process.stderr.isTTY !== true || now - begun < 2000 || now - shown < 200) return;
      shown = now;
      process.stderr.write(`\r${done} of ${total} ${thing}`);
    },
    end() {
      if (shown > 0) process.stderr.write('\r\u001b[K');
    },
  };
}
