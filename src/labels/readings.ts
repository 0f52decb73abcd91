/** The person's measured states, read once and only when a definition asks for one. */
import type { PatientRecord } from '../domain/record.ts';
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
  of(reading: Pick<Reading, 'measure' | 'names'>): readonly Measured[];
}

const VOID = new Set(['entered-in-error', 'cancelled']);
const words = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()} `;

/** The readings of a record; nothing is read before the first question. */
export function readingsOf(record: PatientRecord, knowledge: Knowledge): Readings {
  let byMeasure: Map<string, Measured[]> | null = null;

  const read = (): Map<string, Measured[]> => {
    const found = new Map<string, Measured[]>();
    for (const observation of record.observations) {
      const at = observation.at ?? observation.issued;
      if (at === null || at.precision === 'year' || VOID.has(observation.status ?? '')) continue;
      const reading = knowledge.measures.read(observation.what, observation.value, observation.coded);
      if (reading === null || isRefused(reading)) continue;
      const list = found.get(reading.measure) ?? [];
      list.push({ day: at.day, value: reading.value, record: observation.id });
      found.set(reading.measure, list);
    }
    for (const list of found.values()) list.sort((a, b) => a.day - b.day);
    return found;
  };

  const named = (names: readonly string[]): Measured[] => {
    const wanted = names.map(words);
    return record.observations
      .flatMap((observation) => {
        const at = observation.at ?? observation.issued;
        if (at === null || observation.value === null || VOID.has(observation.status ?? '')) return [];
        const texts = [observation.what.text, ...observation.what.codings.map((coding) => coding.display ?? '')];
        const isMeant = texts.some((text) => wanted.some((name) => words(text).includes(name)));
        return isMeant ? [{ day: at.day, value: observation.value.value, record: observation.id }] : [];
      })
      .sort((a, b) => a.day - b.day);
  };

  return {
    of({ measure, names }) {
      if (measure === undefined) return named(names ?? []);
      byMeasure ??= read();
      return byMeasure.get(measure) ?? [];
    },
  };
}
