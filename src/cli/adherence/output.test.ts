import { describe, expect, it } from 'vitest';
import { sqlText, withDuckDb } from './duckdb.ts';
import { adherenceCommand } from './index.ts';
import { chunkColumns } from './parquet-columns.ts';
import { progressOn } from './progress.ts';
import { asParquet, FILLS, file, run } from './test-run.ts';

describe('output', () => {
  const fills = () => file('two.csv', `${FILLS}1,2020-01-01,x,1,30\n1,2020-04-01,x,1,30\n02,2020-01-01,x,1,30\n`);
  it.each([
    [['--measure', 'cma7,cma9'], 'patient_id,cma7,cma9,reason'],
    [['--measure', 'pdc'], 'patient_id,pdc,reason'],
    [['--measure', 'pdc', '--threshold', '0.9'], 'patient_id,pdc,pdc_adherent,reason'],
    [['--measure', 'cma7', '--per-episode'], 'patient_id,episode,start,end,cma7,reason'],
    [['--measure', 'cma7', '--sliding', '90/30'], 'patient_id,window,start,end,cma7,reason'],
    [['--measure', 'episodes'], 'patient_id,episode,start,end,duration,end_gap_days,reason'],
  ])('%j has the columns of the contract', async (options, header) => {
    const { header: found, lines } = await run(fills(), '--sorted', ...options);
    expect(found).toBe(header);
    for (const line of lines) expect(line.split(',').length).toBe(header.split(',').length);
  });
  it('has NA, Inf and NaN only in compat mode', async () => {
    const path = file('edge.csv', `${FILLS}1,2020-01-01,x,1,5\n1,2020-04-10,x,1,5\n2,2020-01-01,x,1,9\n`);
    const all = ['--measure', 'cma1,cma2,cma6,cma7', '--follow-up', '100', '--window-start', '50'];
    const compat = await run(path, '--compat', 'adherer', ...all);
    expect(compat.lines[0]).toMatch(/^1,NA,Inf,NaN,/);
    expect((await run(path, ...all)).lines.join('\n')).not.toMatch(/NA|Inf|NaN/);
    await expect(run(path, '--polypharmacy', 'mean')).rejects.toThrow('--compat adherer');
  });
  it('goes to Parquet with types that do not depend on the values', async () => {
    const path = file('out.parquet');
    await adherenceCommand().parseAsync(
      [
        fills(),
        '--sorted',
        '--measure',
        'cma1',
        '--compat',
        'adherer',
        '--sliding',
        '30/30',
        '--follow-up',
        '60',
        '--out',
        path,
      ],
      { from: 'user' },
    );
    const [types, count] = await withDuckDb(async (db) => {
      const described = await db.stream(`SELECT * FROM read_parquet(${sqlText(path)}) LIMIT 0`);
      const list = Array.from({ length: db.bindings.column_count(described) }, (_, i) => [
        db.bindings.column_name(described, i),
        db.bindings.column_type(described, i),
      ]);
      const sql = `SELECT CAST(count(cma1) AS DOUBLE) + count(patient_id) / 100.0 FROM read_parquet(${sqlText(path)}) WHERE patient_id IN ('1', '02')`;
      const chunk = await db.bindings.fetch_chunk(await db.stream(sql));
      return [list, chunk ? chunkColumns(db, chunk, 1).numbers()[0] : null] as const;
    });
    const { Type } = (await import('@duckdb/node-bindings')).default;
    expect(types).toEqual([
      ['patient_id', Type.VARCHAR],
      ['window', Type.BIGINT],
      ['start', Type.DATE],
      ['end', Type.DATE],
      ['cma1', Type.DOUBLE],
      ['reason', Type.VARCHAR],
    ]);
    expect(count).toBe(0.04);
  });
  it('ends with 2 where nothing could be used, and keeps text ids apart from numbers', async () => {
    expect((await run(file('none.csv', `${FILLS}1,never,x,1,30\n`))).code).toBe(2);
    const ids = file('ids.csv', `${FILLS}9007199254740993,2020-01-01,x,1,30\n`);
    expect((await run(await asParquet(ids), '--follow-up', '30')).lines).toEqual(['9007199254740993,1,']);
  });
});

describe('help and progress', () => {
  it('names every option with its unit or default', () => {
    const parts: string[] = [];
    const command = adherenceCommand().configureOutput({ writeOut: (part) => void parts.push(part) });
    command.outputHelp();
    const text = parts.join('');
    for (const option of [
      '--follow-up-start',
      '--missing-supply',
      '--stays',
      '--alternatives',
      '--statement',
      '--figure',
    ]) {
      expect(text).toContain(option);
    }
    expect(text).toMatch(/default:\s+60d/);
    expect(text).toContain('Exit codes: 0 done; 1 done, some rows refused; 2 usage');
  });
  it('shows on a terminal only, once work takes long, and wipes itself', () => {
    let now = 0;
    const shown: string[] = [];
    const stream = (isTTY: boolean) =>
      ({ isTTY, write: (text: string) => shown.push(text) }) as unknown as NodeJS.WriteStream;
    const quiet = progressOn(stream(false), () => now);
    const bar = progressOn(stream(true), () => now);
    bar.update(0.1, 10);
    now = 2000;
    quiet.update(0.5, 10);
    expect(shown).toEqual([]);
    bar.update(0.5, 10);
    expect(shown.join('')).toMatch(/\[#{15} {15}\] 50% 10 patients/);
    bar.done();
    expect(shown.at(-1)).toBe('\r\u001b[K');
  });
});
