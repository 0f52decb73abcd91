/** How a run ends: exit codes and the line that explains them. */
import { UserError } from '../domain/problem.ts';
import { ended } from '../explain/words.ts';

/** 0 done; 1 done, some input refused; 2 usage or nothing readable; 3 internal error. */
export const EXIT = { done: 0, refused: 1, usage: 2, internal: 3 } as const;

/** What went wrong, as one line for stderr, and the exit code that goes with it. */
export interface Failure {
  code: number;
  message: string;
}

// A message may quote input; on stderr it stays one line.
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder',
  ENOTDIR: 'lies below something that is no folder',
  ENOSPC: 'does not fit: the disk is full',
  EROFS: 'lies on a read-only disk',
};

/** A file system error as a mistake of the caller, anything else unchanged. */
export function asUserError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = SYSTEM[code];
  return said === undefined ? error : new UserError(`${path} ${said}`);
}

/** The failure an error means. `debug` adds the stack of what is a bug. */
export function failureOf(error: unknown, debug: boolean): Failure {
  if (error instanceof UserError) return { code: EXIT.usage, message: `rxwhy: ${oneLine(error.message)}` };
  const said = error instanceof Error ? oneLine(error.message) : oneLine(String(error));
  const stack = debug && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  const help = debug ? '' : ' Please report it with the command you ran; RXWHY_DEBUG=1 shows where it happened.';
  return { code: EXIT.internal, message: `rxwhy: internal error: ${ended(said)}${help}${stack}` };
}
