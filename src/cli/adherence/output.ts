import { closeSync, openSync, writeSync } from 'node:fs';

/** Text going out, gathered into large writes. */
export interface Output {
  write(text: string): void;
  /** Hands what is gathered to the operating system; resolves once it may go on. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const LARGE = 1 << 16;

export function fileOutput(path: string): Output {
  const file = openSync(path, 'w');
  let pending = '';
  const flush = (): void => {
    if (pending !== '') writeSync(file, pending);
    pending = '';
  };
  return {
    write(text) {
      pending += text;
      if (pending.length > LARGE) flush();
    },
    async flush() {
      flush();
    },
    async close() {
      flush();
      closeSync(file);
    },
  };
}

/** A stream such as standard output; waits while the reader at the other end is slower. */
export function streamOutput(stream: NodeJS.WritableStream): Output {
  let pending = '';
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    // A reader that left closes the stream: then there is nothing to wait for.
    if (text !== '' && !stream.write(text) && stream.writable) {
      await new Promise<void>((resolve) => {
        for (const event of ['drain', 'close', 'error']) stream.once(event, () => resolve());
      });
    }
  };
  return {
    write(text) {
      pending += text;
    },
    flush,
    close: flush,
  };
}

/** A CSV cell, quoted where it has to be. */
export function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Keeps what is written until it is released, so that a run that turns out to need another way of reading can begin
 * again. `pending` is the number of characters kept.
 */
export function heldOutput(target: Output): {
  readonly write: (text: string) => void;
  readonly pending: () => number;
  readonly release: () => Promise<void>;
} {
  // Kept as bytes: many short strings would weigh several times as much.
  const kept: Buffer[] = [];
  let latest = '';
  let characters = 0;
  let released = false;
  return {
    write(text) {
      characters += text.length;
      if (released) return target.write(text);
      latest += text;
      if (latest.length < LARGE) return;
      kept.push(Buffer.from(latest));
      latest = '';
    },
    pending: () => characters,
    async release() {
      released = true;
      for (const bytes of kept.splice(0)) target.write(bytes.toString());
      if (latest !== '') target.write(latest);
      latest = '';
      characters = 0;
      await target.flush();
    },
  };
}
