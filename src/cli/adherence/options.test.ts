import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asParquet, FILLS, file, run } from './test-run.ts';

describe('windows from a column', () => {
  const table = file_('given.csv');
  function file_(name: string) {
    return () =>
      file(
        name,
        `patient_id,date,category,daily_dose,days_supplied,opens\n1,2020-01-01,x,1,30,2020-01-11\n1,2020-02-20,x,1,30,2021-01-01\n2,2020-01-01,x,1,30,20\n3,2020-01-01,x,1,30,\n`,
      );
  }
  const options = ['--measure', 'cma7', '--follow-up', '100', '--window-start', 'column:opens', '--window', '20'];
  it('are dates or days after the anchor, by the first row of the patient', async () => {
    const { lines, code } = await run(table(), ...options);
    expect(lines).toEqual(['1,1,', '2,0.5,', '3,,window-start-unknown']);
    expect(code).toBe(0);
  });
  it('are read from Parquet too, and from rows in any order', async () => {
    const straight = await run(table(), ...options);
    expect((await run(await asParquet(table()), ...options)).lines).toEqual(straight.lines);
    const [header, ...rows] = readFileSync(table(), 'utf8').trim().split('\n');
    const apart = file('apart.csv', `${[header, rows[1], rows[3], rows[0], rows[2]].join('\n')}\n`);
    expect((await run(apart, ...options)).lines.sort()).toEqual(straight.lines);
  });
  it('move the follow-up', async () => {
    const path = file(
      'follow.csv',
      'patient_id,date,days_supplied,start\n1,2020-01-01,30,2020-01-11\n1,2020-01-21,10,2020-01-11\n',
    );
    const { lines } = await run(path, '--follow-up-start', 'column:start', '--follow-up', '20');
    // Only the second fill lies in the follow-up: 10 of its 20 days are covered.
    expect(lines).toEqual(['1,0.5,']);
    await expect(run(path, '--follow-up-start', 'column:begin')).rejects.toThrow('no column `begin`');
  });
});

describe("missing days' supply", () => {
  const table = () =>
    file(
      'amounts.csv',
      'patient_id,date,category,daily_dose,days_supplied,quantity\n1,2020-01-01,x,2,,60\n1,2020-03-01,x,,,60\n1,2020-05-01,x,,,\n1,2020-07-01,x,1,30,\n',
    );
  it('is quantity over dose, then over the usual dose, then days asked for; each row says which', async () => {
    const usual = file('usual.csv', 'category,daily_dose\nx,3\n');
    const options = ['--missing-supply', 'dose,usual-dose,10', '--usual-dose', usual, '--assumed', file('assumed.csv')];
    const { lines, code, said } = await run(table(), '--measure', 'cma7', '--follow-up', '200', ...options);
    expect(readFileSync(file('assumed.csv'), 'utf8').trim().split('\n')).toEqual([
      'line,patient_id,days_supplied,basis',
      '2,1,30,quantity-and-dose',
      '3,1,20,quantity-and-usual-dose',
      '4,1,10,assumed-days',
    ]);
    // The last fill lies 182 days in: 18 of its 30 days count.
    expect(lines).toEqual([`1,${(30 + 20 + 10 + 18) / 200},`]);
    expect(code).toBe(0);
    expect(said).toContain("Days' supply was missing on 3 dispensings and estimated");
    expect((await run(await asParquet(table()), '--measure', 'cma7', '--follow-up', '200', ...options)).lines).toEqual(
      lines,
    );
  });
  it('is refused where no estimate applies, or left open to bounds', async () => {
    const { code, said } = await run(table(), '--follow-up', '200', '--missing-supply', 'dose');
    expect(code).toBe(1);
    expect(said).toContain('2 rows refused (days-supply-not-positive 2)');
    const bounds = await run(table(), '--follow-up', '200', '--missing-supply', 'dose,bounds');
    expect(bounds.header).toBe('patient_id,cma7,cma7_low,cma7_high,reason');
    expect(bounds.lines[0]).toMatch(/,days-supply-missing$/);
  });
  it('comes from the waiting-time distribution of the drug, and says so', async () => {
    let text = FILLS;
    for (let patient = 100; patient < 160; patient++) {
      const offset = patient % 30;
      for (let k = 0; k < 14; k++) {
        const day = new Date(Date.UTC(2020, 0, 1 + offset + 30 * k)).toISOString().slice(0, 10);
        text += `${patient},${day},x,1,${k === 13 ? '' : 30}\n`;
      }
    }
    const path = file('waits.csv', text);
    const options = ['--missing-supply', 'waiting-time', '--assumed', file('waited.csv')];
    const { code, said } = await run(path, '--waiting-window', '2020-06-01/180', ...options);
    expect(code).toBe(0);
    const days = readFileSync(file('waited.csv'), 'utf8').trim().split('\n').slice(1);
    expect(days.length).toBe(60);
    expect(Number(days[0]?.split(',')[2])).toBeGreaterThan(25);
    expect(Number(days[0]?.split(',')[2])).toBeLessThan(36);
    expect(said).toContain('By the waiting-time distribution a fill of x lasted');
    await expect(run('-', '--missing-supply', 'waiting-time')).rejects.toThrow('not standard input');
  });
});

describe('drugs taken as needed', () => {
  it('are set aside by flag or directions, counted and listed, and are no refusal', async () => {
    const path = file(
      'prn.csv',
      'patient_id,date,category,daily_dose,days_supplied,as_needed,directions\n1,2020-01-01,x,1,30,no,1 tablet PRN\n1,2020-01-01,y,1,30,,1 tablet prn for pain\n1,2020-01-02,z,1,30,yes,\n2,2020-01-01,y,1,30,1,\n',
    );
    const options = ['--follow-up', '60', '--refused', file('aside.csv'), '--statement', file('aside.txt')];
    const { lines, code, said } = await run(path, ...options);
    expect(lines).toEqual(['1,0.5,', '2,,only-as-needed']);
    expect(code).toBe(0);
    expect(said).toContain('3 dispensings of drugs taken as needed were set aside (known by directions 1, flag 2)');
    expect(readFileSync(file('aside.csv'), 'utf8')).toBe('line,reason\n3,as-needed\n4,as-needed\n5,as-needed\n');
    expect(readFileSync(file('aside.txt'), 'utf8')).toContain('(1 dispensings used)');
    expect((await run(await asParquet(path), ...options)).lines).toEqual(lines);
  });
});

describe('side files', () => {
  it('an appropriate alternative answers a prescription, in the direction given', async () => {
    const fills = file('alt.csv', `${FILLS}1,2020-01-05,y,1,30\n2,2020-12-01,z,1,30\n`);
    const orders = file(
      'alt-orders.csv',
      'patient_id,date,category,over_the_counter\n1,2020-01-01,x,\n1,2020-01-01,o,yes\n',
    );
    const options = ['--measure', 'pmn', '--prescriptions', orders];
    const outcome = async (alternatives: string) => {
      const list = file('alternatives.csv', `category,alternative\n${alternatives}\n`);
      return (await run(fills, ...options, '--alternatives', list)).lines;
    };
    expect(await outcome('x,y')).toEqual(['1,1,x,2020-01-01,0,4,', '1,2,o,2020-01-01,,,over-the-counter']);
    expect((await outcome('y,x'))[0]).toBe('1,1,x,2020-01-01,1,,');
  });
  it('hospice care excludes from pdc, inpatient stays follow their rule, an unknown kind is named', async () => {
    const fills = file(
      'stay.csv',
      `${FILLS}1,2020-01-01,x,1,60\n1,2020-03-01,x,1,30\n2,2020-01-01,x,1,60\n2,2020-03-01,x,1,30\n`,
    );
    const stays = file(
      'kinds.csv',
      'patient_id,from,to,kind\n1,2020-05-01,2020-05-13,\n2,2020-05-01,2020-05-02,hospice\n',
    );
    const options = ['--measure', 'pdc', '--follow-up', '180', '--stays', stays];
    expect((await run(fills, ...options, '--stay-rule', 'subtract')).lines).toEqual([`1,${90 / 168},`, '2,,hospice']);
    const odd = file('odd.csv', 'patient_id,from,to,kind\n1,2020-05-01,2020-05-13,prison\n');
    await expect(run(fills, '--measure', 'pdc', '--stays', odd)).rejects.toThrow('unknown kind `prison`');
  });
  it('prescribed doses and special periods decide how long a quantity lasts', async () => {
    const fills = file('qty.csv', 'patient_id,date,category,quantity\n1,2020-01-01,x,60\n');
    const doses = file('doses.csv', 'patient_id,date,category,daily_dose\n1,2020-01-01,x,1\n1,2020-01-31,x,2\n');
    const away = file('away.csv', 'patient_id,from,to,method\n1,2020-01-11,2020-01-21,discard\n');
    const options = ['--measure', 'cma7', '--follow-up', '60', '--prescribed', doses];
    expect((await run(fills, ...options)).lines).toEqual(['1,0.75,']);
    expect((await run(fills, ...options, '--no-dose-split')).lines).toEqual(['1,1,']);
    const special = [...options, '--special-periods', away];
    expect((await run(fills, ...special, '--special-method', 'custom')).lines).toEqual([`1,${10 / 60},`]);
    // Ten days held: 10 before, 10 more at one a day, then 40 left at two a day.
    expect((await run(fills, ...special)).lines).toEqual([`1,${40 / 60},`]);
  });
  it('left-over supply is limited where that is asked for', async () => {
    const fills = file('left.csv', `${FILLS}1,2020-01-01,x,1,30\n1,2020-01-06,x,1,30\n`);
    const at = async (...more: string[]) => (await run(fills, '--follow-up', '60', ...more)).lines;
    expect(await at()).toEqual(['1,1,']);
    expect(await at('--max-carry-over', '10')).toEqual(['1,0.75,']);
    expect(await at('--max-carry-over', '0')).toEqual([`1,${35 / 60},`]);
  });
});

describe('phases of every patient and drug', () => {
  it('are initiation, implementation and discontinuation under the permitted gap', async () => {
    const fills = file('abc.csv', `${FILLS}1,2020-01-11,x,1,30\n1,2020-02-20,x,1,30\n1,2020-01-01,y,1,365\n`);
    const orders = file('abc-orders.csv', 'patient_id,date,category\n1,2020-01-01,x\n2,2020-01-01,x\n');
    const { lines } = await run(
      fills,
      '--measure',
      'phases',
      '--follow-up',
      '200',
      '--max-gap',
      '30',
      '--prescriptions',
      orders,
    );
    expect(lines).toEqual([
      '1,y,initiated,2020-01-01,,1,persistent,,200,',
      `1,x,initiated,2020-01-11,10,${60 / 70},discontinued,2020-03-21,70,`,
      '2,x,not-initiated,,,,,,,',
    ]);
  });
});
