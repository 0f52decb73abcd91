/** Files written line by line with little memory: text is gathered, then handed over in large pieces. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { asUserError } from '../failures.ts';

const PIECE = 1 << 20;

/** Files of one folder, each opened when its first line comes. */
export interface Files {
  /** adds text to a file; `header` is written first where the file is new */
  add(name: string, text: string, header?: () => string): void;
  /** writes what is left and closes; names with their number of characters */
  close(): { name: string; characters: number }[];
}

/** Opens a folder's files for writing; throws a UserError where one cannot be written. */
export function filesIn(folder: string): Files {
  const open = new Map<string, { handle: number; waiting: string; characters: number }>();
  const flush = (file: { handle: number; waiting: string }): void => {
    writeSync(file.handle, file.waiting);
    file.waiting = '';
  };
  const fileOf = (name: string, header?: () => string) => {
    const known = open.get(name);
    if (known) return known;
    try {
      const file = { handle: openSync(`${folder}/${name}`, 'w'), waiting: header?.() ?? '', characters: 0 };
      open.set(name, file);
      return file;
    } catch (error) {
      throw asUserError(error, `${folder}/${name}`);
    }
  };
  return {
    add(name, text, header) {
      const file = fileOf(name, header);
      file.waiting += text;
      file.characters += text.length;
      if (file.waiting.length >= PIECE) flush(file);
    },
    close() {
      return [...open].map(([name, file]) => {
        flush(file);
        closeSync(file.handle);
        return { name, characters: file.characters };
      });
    },
  };
}
