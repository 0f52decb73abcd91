/** Writes a seeded table of dispensing events in the shape `rxwhy adherence` reads. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { isoDay } from '../../src/domain/time.ts';

/** A small seeded generator (mulberry32): uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** About 25 fills per patient over three years: two drugs at most, early and late refills, some who stop. */
export function writeEvents(path: string, patients: number, seed: number): number {
  const random = seeded(seed);
  const file = openSync(path, 'w');
  let lines = ['patient_id,date,category,daily_dose,days_supplied'];
  let events = 0;
  for (let patient = 1; patient <= patients; patient++) {
    let day = 17532 + Math.floor(random() * 365);
    const stop = random() < 0.3 ? 5 + Math.floor(random() * 15) : 25 + Math.floor(random() * 8);
    const drugs = random() < 0.4 ? ['medA', 'medB'] : [`med${'ABC'[Math.floor(random() * 3)]}`];
    const daysSupplied = [28, 30, 60, 90][Math.floor(random() * 2.6)] ?? 30;
    for (let fill = 0; fill < stop; fill++) {
      const drug = drugs[fill % drugs.length];
      lines.push(`${patient},${isoDay(day)},${drug},${1 + Math.floor(random() * 4)},${daysSupplied}`);
      day += Math.max(1, Math.round(daysSupplied * (0.7 + random() * 0.7)));
      events++;
    }
    if (lines.length > 20000) {
      writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
  closeSync(file);
  return events;
}
