/** From text to values: JSON or NDJSON, recognised by content, with a problem for what is neither. */
import type { Problem } from '../../domain/problem.ts';

/** A decoded text (a file, a request body) and the name problems use for it. */
export interface FhirText {
  name: string;
  text: string;
}

/** One parsed value and where it came from ("bundle.json", "Patient.ndjson:12"). */
export interface Parsed {
  value: unknown;
  where: string;
}

/** What a text held: its values and what could not be parsed. */
export interface SplitInput {
  values: Parsed[];
  problems: Problem[];
}

/**
 * Parses one line of NDJSON; empty lines give nothing. `lineNumber` counts from 1.
 * @example readNdjsonLine('{"resourceType":"Patient"}', 'p.ndjson', 3).values[0]?.where //=> 'p.ndjson:3'
 */
export function readNdjsonLine(line: string, name: string, lineNumber: number): SplitInput {
  const text = withoutMark(line).trim();
  if (text === '') return { values: [], problems: [] };
  const where = `${name}:${lineNumber}`;
  const parsed = parse(text);
  return 'value' in parsed
    ? { values: [{ value: parsed.value, where }], problems: [] }
    : { values: [], problems: [notJson(where, text, parsed.reason)] };
}

/**
 * Parses a text as one JSON value or, where it holds one resource a line, as NDJSON.
 *
 * A line that cannot be parsed costs only itself; a text that is neither gives one problem `not-json`.
 */
export function splitInput(input: FhirText): SplitInput {
  const text = withoutMark(input.text);
  if (text.trim() === '') {
    const help = 'Send a FHIR Bundle, a resource, or one resource a line.';
    return { values: [], problems: [{ code: 'not-json', where: input.name, what: 'the input is empty', help }] };
  }
  const whole = parse(text);
  if ('value' in whole) return { values: [{ value: whole.value, where: input.name }], problems: [] };
  const lines = text.split(/\r?\n/);
  if (!isNdjson(lines)) return { values: [], problems: [notJson(input.name, text, whole.reason)] };
  const all: SplitInput = { values: [], problems: [] };
  lines.forEach((line, index) => {
    const one = readNdjsonLine(line, input.name, index + 1);
    all.values.push(...one.values);
    all.problems.push(...one.problems);
  });
  return all;
}

// A pretty-printed, truncated bundle has lines too, but none that is a whole object by itself with a resourceType.
function isNdjson(lines: readonly string[]): boolean {
  return lines.some((line) => line.startsWith('{') && line.includes('"resourceType"') && 'value' in parse(line));
}

function parse(text: string): { value: unknown } | { reason: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

function notJson(where: string, text: string, reason: string): Problem {
  const cause = text.includes('\u0000')
    ? 'it holds a null byte'
    : /^\s*</.test(text)
      ? 'it looks like XML or HTML'
      : /end of JSON|Unterminated/i.test(reason)
        ? 'it ends in the middle'
        : text.includes('\ufffd')
          ? 'it holds bytes that are not UTF-8'
          : 'a character is out of place';
  const what = `not JSON: ${cause} (${text.length} characters, beginning ${JSON.stringify(text.slice(0, 30))})`;
  return { code: 'not-json', where, what, help: 'Send the whole text again as UTF-8 JSON or NDJSON.' };
}
