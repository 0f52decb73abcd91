/** The shared OMOP sample: everybody is read and counted, and a population run says what assess says of each. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine, sqlText } from '../../src/cohort/engine.ts';
import { runCohort } from '../../src/cohort/run.ts';
import { readCdm } from '../../src/cohort/sources/omop-tables.ts';
import { readOmop } from '../../src/read/omop/index.ts';
import { assess } from '../../src/rxwhy.ts';
import { knowledge as loaded } from '../knowledge.ts';

const SAMPLE = fileURLToPath(new URL('../../../shared/samples/omop-synthea27nj-5.4/', import.meta.url));

/** Unpacks the Parquet files of a zip archive by its central directory. */
function unpack(archive: Buffer, folder: string): void {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(data, data + size);
    const stem = name.split('/').at(-1) ?? '';
    if (/^[^._].*\.parquet$/.test(stem))
      writeFileSync(`${folder}/${stem}`, archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

describe.skipIf(!existsSync(SAMPLE))('shared OMOP sample', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'omop-'));
    mkdirSync(`${folder}/cdm`);
    const [zip = ''] = readdirSync(SAMPLE).filter((name) => name.endsWith('.zip'));
    unpack(readFileSync(`${SAMPLE}${zip}`), `${folder}/cdm`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('28 people: every row counted, every drug found, and cohort equal to assess', async () => {
    const knowledge = await loaded();
    const engine = await openEngine();
    const reading = readOmop(await readCdm(`${folder}/cdm`, engine, null), { drugs: knowledge.drugs });
    const { counts } = reading;
    console.info(`OMOP sample: ${reading.records.length} people, ${JSON.stringify(counts)}`);
    expect(reading.records).toHaveLength(28);
    expect(counts.read).toBe(counts.used + counts.setAside + counts.refused);
    expect(counts.medicationCodes).toEqual({ seen: 883, resolved: 883 });
    const one = reading.records.flatMap((record) =>
      assess(record, { knowledge }).trials.map((trial) => [
        trial.id,
        trial.headline.term,
        trial.failure,
        trial.fairChance,
      ]),
    );
    const out = `${folder}/out`;
    await runCohort({
      settings: {
        from: 'omop',
        path: `${folder}/cdm`,
        asOf: null,
        minCell: 5,
        explain: false,
        buckets: null,
        shard: { part: 1, of: 1 },
        gaps: [30],
      },
      machine: { out, threads: 1, memoryBytes: 1e9, resume: false, knowledge: null },
      knowledge,
      rxwhyVersion: 'test',
      startThread: null,
    });
    const rows = await engine.rows(
      `SELECT trial, headline, failure, fair_chance FROM read_parquet(${sqlText(`${out}/trials.parquet`)})`,
    );
    const all = rows.map((row) => [row.trial, row.headline, row.failure, row.fair_chance]);
    const byId = (a: unknown[], b: unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
    expect(all.sort(byId)).toEqual(one.sort(byId));
    engine.close();
  });
});
