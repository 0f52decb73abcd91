import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adherenceCommand } from './index.ts';

const oracle = new URL('../../../../shared/oracle/adherence/', import.meta.url);
const events = fileURLToPath(new URL('events.csv', oracle));
const present = existsSync(oracle);
let folder = '';
let said = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adherence-'));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);

/** Runs the command as the program does; returns the rows it wrote, its exit code and what it said. */
async function run(path: string, ...options: string[]) {
  const out = file('out.csv');
  said = '';
  process.exitCode = 0;
  await adherenceCommand().parseAsync([path, '--out', out, ...options], { from: 'user' });
  const code = process.exitCode;
  process.exitCode = 0;
  return { rows: table(readFileSync(out, 'utf8')), code, said };
}

function table(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
}

const expected = (name: string): Record<string, string>[] => table(readFileSync(new URL(name, oracle), 'utf8'));
const same = (a: string | undefined, b: string | undefined): boolean =>
  a === b || Math.abs(Number(a) - Number(b)) <= 1e-9;

const ALL = 'cma1,cma2,cma3,cma4,cma5,cma6,cma7,cma8,cma9';
const S = {
  S2: ['--follow-up', '730', '--window-start', '180', '--window', '365'],
  S4: '--follow-up-start 30 --follow-up 24m --window-start 6m --window 1y --consider-dose-change'.split(' '),
  S5: '--follow-up-start 2018-07-01 --follow-up 730d --window-start 2019-01-01 --window 365 --carry-only-same-medication'.split(
    ' ',
  ),
};

describe.skipIf(!present)('rxwhy adherence --compat adherer, against AdhereR', () => {
  it.each(Object.entries(S))('%s: all nine measures', async (set, options) => {
    const { rows, code } = await run(events, '--compat', 'adherer', '--measure', ALL, ...options);
    const differ = expected(`cma_${set}.csv`).filter((row, i) =>
      ALL.split(',').some(
        (name) => row.patient_id !== rows[i]?.patient_id || !same(rows[i]?.[name], row[name.toUpperCase()]),
      ),
    );
    expect(differ).toEqual([]);
    expect(code).toBe(0);
  });
  it('sliding windows and episodes', async () => {
    const windows = await run(events, '--compat', 'adherer', '--measure', 'cma9', '--sliding', '90/30');
    const differ = expected('sliding_CMA9_90x30.csv').filter((row, i) => {
      const found = windows.rows[i];
      return found?.start !== row['window.start'] || found?.end !== row['window.end'] || !same(found?.cma9, row.CMA);
    });
    expect(differ).toEqual([]);
    const episodes = await run(events, '--compat', 'adherer', '--measure', 'cma2', '--per-episode', '--max-gap', '30');
    const wrong = expected('per_episode_CMA2_gap30.csv').filter((row, i) => {
      const found = episodes.rows[i];
      return found?.start !== row['episode.start'] || found?.end !== row['episode.end'] || !same(found?.cma2, row.CMA);
    });
    expect(wrong).toEqual([]);
  });
  it('medication groups and polypharmacy', async () => {
    const expressions = file('groups.json');
    writeFileSync(
      expressions,
      JSON.stringify({ A: "category == 'medA'", notA: '!{A}', highA: '{A} & daily_dose >= 4' }),
    );
    const { rows } = await run(
      events,
      '--compat',
      'adherer',
      '--measure',
      'cma7',
      '--window',
      '365',
      '--groups',
      expressions,
    );
    const found = new Map(rows.map((row) => [`${row.patient_id} ${row.group}`, row.cma7]));
    const differ = expected('medgroups_CMA7_fuw_shared.csv').filter(
      (row) => !same(found.get(`${row.patient_id} ${row.group}`), row.CMA),
    );
    expect(differ).toEqual([]);
    const poly = await run(events, '--compat', 'adherer', '--measure', 'cma7', ...S.S2, '--polypharmacy', 'min');
    const values = new Map(poly.rows.map((row) => [row.patient_id, row.cma7]));
    const wrong = expected('polypharmacy_CMA7_min_aggfirstFALSE.csv').filter(
      (row) => !same(values.get(row.PATIENT_ID), row.CMA),
    );
    expect(wrong).toEqual([]);
  });
  it('gives the same from Parquet, and from rows in any order', async () => {
    const straight = await run(events, '--measure', 'cma7,pdc', ...S.S2);
    const [header = '', ...lines] = readFileSync(events, 'utf8').trim().split('\n');
    // Every second row first: rows of one patient stand apart, those of one day keep their order within each half.
    const apart = [...lines.filter((_, i) => i % 2 === 0), ...lines.filter((_, i) => i % 2 === 1)];
    writeFileSync(file('apart.csv'), [header, ...apart].join('\n'));
    const grouped = await run(file('apart.csv'), '--measure', 'cma7,pdc', ...S.S2);
    expect(grouped.said).toContain('not sorted by patient');
    const byPatient = (rows: Record<string, string>[]) =>
      [...rows].sort((a, b) => Number(a.patient_id) - Number(b.patient_id));
    expect(byPatient(grouped.rows)).toEqual(byPatient(straight.rows));
    const { withDuckDb, sqlText } = await import('./duckdb.ts');
    await withDuckDb((db) =>
      db.stream(`COPY (SELECT * FROM read_csv(${sqlText(events)})) TO ${sqlText(file('e.parquet'))}`),
    );
    expect((await run(file('e.parquet'), '--measure', 'cma7,pdc', ...S.S2)).rows).toEqual(straight.rows);
  });
});

describe('rxwhy adherence', () => {
  const HEADER = 'patient_id,date,category,daily_dose,days_supplied\n';
  const write = (name: string, text: string): string => {
    writeFileSync(file(name), HEADER + text);
    return file(name);
  };
  it('refuses bad rows with their line, computes the rest, and ends with 1', async () => {
    const path = write('bad.csv', 'a,2020-01-01,x,1,30\na,2020-99-01,x,1,30\nb,2020-01-01,x,1,\n');
    const {
      rows,
      code,
      said: text,
    } = await run(path, '--measure', 'cma7', '--follow-up', '60', '--refused', file('refused.csv'));
    expect(rows).toEqual([
      { patient_id: 'a', cma7: '0.5', reason: '' },
      { patient_id: 'b', cma7: '', reason: 'no-event' },
    ]);
    expect(code).toBe(1);
    expect(text).toContain('2 rows refused (date-unreadable 1, days-supply-not-positive 1)');
    expect(readFileSync(file('refused.csv'), 'utf8')).toBe(
      'line,reason\n3,date-unreadable\n4,days-supply-not-positive\n',
    );
  });
  it('gives bounds, or a named fallback, where days of supply are missing', async () => {
    const path = write(
      'open.csv',
      'a,2020-01-01,x,1,30\na,2020-01-31,x,1,\na,2020-03-01,x,1,30\nb,2020-01-01,x,1,30\n',
    );
    const bounds = await run(path, '--measure', 'cma7', '--follow-up', '120', '--missing-supply', 'bounds');
    expect(bounds.rows).toEqual([
      { patient_id: 'a', cma7: '', cma7_low: '0.5', cma7_high: '0.75', reason: 'days-supply-missing' },
      { patient_id: 'b', cma7: '0.25', cma7_low: '0.25', cma7_high: '0.25', reason: '' },
    ]);
    const usual = await run(path, '--measure', 'cma7', '--follow-up', '120', '--missing-supply', '15');
    expect(usual.rows.map((row) => row.cma7)).toEqual(['0.625', '0.25']);
    expect(usual.said).toContain("Days' supply was missing on 1 dispensing and estimated (the days asked for 1).");
  });
  it('measures proportion of days covered with stays', async () => {
    const path = write('pdc.csv', 'a,2020-01-01,x,1,60\na,2020-03-01,x,1,30\n');
    writeFileSync(file('stays.csv'), 'patient_id,from,to\na,2020-05-01,2020-05-13\n');
    const options = [
      '--measure',
      'pdc',
      '--follow-up',
      '180',
      '--stays',
      file('stays.csv'),
      '--stay-rule',
      'covered',
      '--threshold',
    ];
    expect((await run(path, ...options)).rows).toEqual([
      { patient_id: 'a', pdc: `${102 / 180}`, pdc_adherent: '0', reason: '' },
    ]);
  });
  it('judges first prescriptions', async () => {
    const path = write('pmn.csv', 'a,2020-01-11,x,1,30\nz,2020-12-31,y,1,30\n');
    writeFileSync(file('orders.csv'), 'patient_id,date,category\na,2020-01-01,x\nb,2020-01-01,x\nb,2020-12-20,y\n');
    const { rows } = await run(path, '--measure', 'pmn', '--prescriptions', file('orders.csv'));
    expect(rows.map((row) => [row.patient_id, row.pmn, row.days_to_initiation, row.reason])).toEqual([
      ['a', '0', '10', ''],
      ['b', '1', '', ''],
      ['b', '', '', 'too-recent'],
    ]);
  });
  it('gives persistence over several gaps, its curves and a picture', async () => {
    const path = write('stay.csv', 'a,2020-01-01,x,1,30\na,2020-03-11,x,1,30\nb,2020-01-01,x,1,365\n');
    const options = ['--measure', 'persistence', '--follow-up', '365', '--gaps', '30,60', '--curve', file('curve.csv')];
    const { rows } = await run(path, ...options, '--figure', file('figure.svg'));
    expect(rows[0]).toMatchObject({
      persistence_days_30: '30',
      stopped_30: '1',
      restart_30: '2020-03-11',
      persistence_days_60: '100',
    });
    expect(readFileSync(file('curve.csv'), 'utf8')).toContain('\n30,30,2,1,0,0.5,');
    expect(readFileSync(file('figure.svg'), 'utf8')).toContain('Persistence of 2 patients');
  });
  it('writes a methods statement and pictures of the measures', async () => {
    const path = write('picture.csv', 'a,2020-01-01,x,1,30\na,2020-03-11,y,1,30\nb,2020-01-01,x,1,365\n');
    await run(
      path,
      '--measure',
      'cma7',
      '--statement',
      file('statement.txt'),
      '--figure',
      file('lanes.svg'),
      '--patient',
      'a',
    );
    expect(readFileSync(file('statement.txt'), 'utf8')).toContain('CMA7 (share of the days of the observation window');
    expect(readFileSync(file('lanes.svg'), 'utf8')).toContain('Supply and CMA7 of 1 patient<');
    await run(path, '--measure', 'cma7', '--figure', file('spread.svg'));
    expect(readFileSync(file('spread.svg'), 'utf8')).toContain('CMA7 of 2 patients');
    await run(path, '--measure', 'cma7', '--sliding', '90/30', '--figure', file('sliding.svg'));
    expect(readFileSync(file('sliding.svg'), 'utf8')).toContain('CMA7 in sliding windows');
  });
  it.each([
    [['--measure', 'cma10'], 'unknown measure'],
    [['--follow-up', 'soon'], 'cannot read `soon` in --follow-up'],
    [['--max-gap', '-3'], 'cannot read `-3` in --max-gap'],
    [['--measure', 'pmn'], 'needs --prescriptions'],
    [['--measure', 'pmn,cma7'], 'has an output of its own'],
    [['--columns', 'patient_id=nobody'], 'no column `nobody`'],
    [['--sliding', '90'], 'cannot read `90` in --sliding'],
    [['--missing-supply', 'guess'], 'cannot read `guess` in --missing-supply'],
  ])('refuses %j', async (options, message) => {
    await expect(run(write('one.csv', 'a,2020-01-01,x,1,30\n'), ...options)).rejects.toThrow(message);
  });
  it('refuses a file that is not there', async () => {
    await expect(run(file('nowhere.csv'))).rejects.toThrow('cannot read');
  });
});
