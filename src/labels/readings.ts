/** The person's measured states, read once and only when a definition asks for one. */
import type { Observation, PatientRecord } from '../domain/record.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Reading } from '../knowledge/labels/index.ts';
import { isRefused } from '../knowledge/outcome-measures/index.ts';

/** One value in the measure's unit, or as written where the pack has no such measure. */
export interface Measured {
  day: number;
  value: number;
  record: string;
}

export interface Readings {
  /** the values a reading asks for, in order of time */
  of(reading: Pick<Reading, 'measure' | 'words' | 'notWords'>): readonly Measured[];
}

/** An observation with what it is called, as spaced lower-case words, and the measure it is of. */
interface Named extends Measured {
  text: string;
  measure: string | null;
}

const VOID = new Set(['entered-in-error', 'cancelled']);
const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;

// The lists of words are the pack's own and are asked for again and again.
const spacedLists = new WeakMap<readonly string[], readonly string[]>();
function spacedAll(words: readonly string[]): readonly string[] {
  const known = spacedLists.get(words);
  if (known) return known;
  const fresh = words.map(spaced);
  spacedLists.set(words, fresh);
  return fresh;
}

function namedOf(observation: Observation, knowledge: Knowledge): Named[] {
  const at = observation.at ?? observation.issued;
  if (at === null || at.precision === 'year' || VOID.has(observation.status ?? '')) return [];
  const { what, panel, method } = observation;
  const text = spaced([panel, method, what.text, ...what.codings.map(({ display }) => display)].join(' '));
  const reading = knowledge.measures.read(what, observation.value, observation.coded);
  const read = reading !== null && !isRefused(reading) ? reading : null;
  const value = read?.value ?? observation.value?.value;
  if (value === undefined) return [];
  return [{ day: at.day, value, record: observation.id, text, measure: read?.measure ?? null }];
}

/** The readings of a record; nothing is read before the first question. */
export function readingsOf(record: PatientRecord, knowledge: Knowledge): Readings {
  let all: Named[] | null = null;
  return {
    of({ measure, words = [], notWords = [] }) {
      all ??= record.observations
        .flatMap((observation) => namedOf(observation, knowledge))
        .sort((a, b) => a.day - b.day);
      return all.filter((each) => {
        if (spacedAll(notWords).some((word) => each.text.includes(word))) return false;
        if (measure !== undefined && each.measure === measure) return true;
        return words.length > 0 && words.every((any) => spacedAll(any).some((word) => each.text.includes(word)));
      });
    },
  };
}
