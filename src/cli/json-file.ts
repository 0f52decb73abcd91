/** One small JSON file the caller names. */
import { readFileSync } from 'node:fs';
import { UserError } from '../domain/problem.ts';
import { asUserError } from './failures.ts';

/** The parsed content; a UserError names the file where it cannot be read or is no JSON. */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asUserError(error, path);
  }
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as unknown;
  } catch (error) {
    throw new UserError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
