import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsBuffer } from './columns-buffer.ts';
import { dayOfField, numberOf, textOf } from './csv-bytes.ts';
import { columnRoles, DEFAULT_COLUMNS, parseColumns, ROLES } from './csv-columns.ts';
import { csvScanner } from './csv-scanner.ts';
import { eventReader } from './event-rows.ts';
import { OUT_OF_ORDER, streamedPatients } from './patients.ts';
import { refusals } from './refusals.ts';
import { NO_NOTES } from './row-rules.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a table through the scanner in pieces of the given size; with or without the quick way. */
function read(text: string, piece = 1 << 20, quick = true) {
  const found: string[] = [];
  const groups = streamedPatients((id, events, from, to) => {
    for (let i = from; i < to; i++) {
      found.push(
        [
          id,
          events.day[i],
          reader.categories[events.category[i] as number],
          events.dose[i],
          events.supply[i],
          events.line[i],
        ].join(' '),
      );
    }
  });
  const refused = refusals();
  const rules = {
    doseRequired: false,
    supplyMayBeMissing: false,
    fallback: null,
    wants: { category: true, dose: true, extra: false },
    required: ['patient_id', 'date', 'days_supplied'] as const,
    asNeeded: () => null,
    notes: NO_NOTES,
  };
  const reader = eventReader(groups, rules, refused);
  const onHeader = (cells: string[]): Int32Array => {
    const roles = columnRoles(cells, DEFAULT_COLUMNS);
    reader.columns(roles);
    return roles;
  };
  const scanner = csvScanner(ROLES.length, onHeader, reader.onLine, quick ? reader.quick : undefined);
  const all = bytes(text);
  let rest: Uint8Array = new Uint8Array(0);
  for (let at = 0; at < all.length; at += piece) {
    const next = new Uint8Array([...rest, ...all.subarray(at, at + piece)]);
    rest = next.slice(scanner.scan(next, false));
  }
  scanner.scan(rest, true);
  groups.finish();
  return { found, refused: refused.listed };
}

const HEADER = 'patient_id,date,category,daily_dose,days_supplied\n';

describe('reading events from CSV', () => {
  it('reads the usual form, CRLF, quotes, a byte order mark, blank lines and a missing last line break', () => {
    const table = `\ufeff${HEADER.replace('\n', '\r\n')}1,2020-01-02,a,2,30\r\n\r\n"1","2020-01-03","b, ""c""",1.5,28.5\r\n2,2020-02-29,a,2,30`;
    const { found, refused } = read(table);
    expect(found).toEqual(['1 18263 a 2 30 2', '1 18264 b, "c" 1.5 28.5 4', '2 18321 a 2 30 5']);
    expect(refused).toEqual([]);
  });
  it('refuses bad rows by line and reads the rest', () => {
    const { found, refused } = read(
      `${HEADER}1,2020-01-02,a,2,30\n1,2020-02-30,a,2,30\n1,2020-01-05,a,2,0\n,2020-01-05,a,2,3\n1,2020-01-05,a,2,x\n1,2020-01-06,a,2,7\n`,
    );
    expect(found).toEqual(['1 18263 a 2 30 2', '1 18267 a 2 7 7']);
    expect(refused).toEqual([
      { line: 3, reason: 'date-unreadable' },
      { line: 4, reason: 'days-supply-not-positive' },
      { line: 5, reason: 'patient-missing' },
      { line: 6, reason: 'days-supply-not-positive' },
    ]);
  });
  it('sorts a patient by day and keeps the order of one day', () => {
    const { found } = read(`${HEADER}1,2020-01-09,a,1,1\n1,2020-01-02,b,1,2\n1,2020-01-09,c,1,3\n`);
    expect(found.map((line) => line.split(' ')[2])).toEqual(['b', 'a', 'c']);
  });
  it('gives the same rows in any pieces, quickly or field by field', () => {
    const line = fc.record({
      patient: fc.integer({ min: 1, max: 3 }),
      day: fc.integer({ min: 1, max: 31 }),
      category: fc.constantFrom('a', 'bb', 'medC', 'with "quote"', 'comma, here', 'naïve', ''),
      dose: fc.constantFrom('1', '2.5', '', 'NA', '0012'),
      supply: fc.constantFrom('30', '7', '0', '28.5', '', '-1', '1e1'),
      end: fc.constantFrom('\n', '\r\n'),
    });
    const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), (lines, piece) => {
        const sorted = [...lines].sort((a, b) => a.patient - b.patient);
        const table =
          HEADER +
          sorted
            .map(
              (l) =>
                `${l.patient},2020-03-${`${l.day}`.padStart(2, '0')},${quoted(l.category)},${l.dose},${l.supply}${l.end}`,
            )
            .join('');
        const plain = read(table, 1 << 20, false);
        expect(read(table, piece)).toEqual(plain);
        expect(plain.found.length + plain.refused.length).toBe(lines.length);
      }),
      { numRuns: 60 },
    );
  });
  it('reads long numbers the same quickly and field by field, and refuses what is no finite supply either way', () => {
    // A second line of the same patient and category takes the quick way.
    const table = (supply: string): string => `${HEADER}1,2020-01-02,a,2,30\n1,2020-02-02,a,2,${supply}\n`;
    for (const supply of ['123456789', '1234567890', '12345678901234567891', '000000000000000000030', '9'.repeat(23)]) {
      const [, quick] = read(table(supply)).found;
      expect(quick).toBe(read(table(supply), 1 << 20, false).found[1]);
      expect(quick?.split(' ')[4]).toBe(`${Number(supply)}`);
    }
    const endless = read(table('9'.repeat(400)));
    expect(endless.found.length).toBe(1);
    expect(endless.refused).toEqual([{ line: 3, reason: 'days-supply-not-positive' }]);
  });
  it('notices patients that come back', () => {
    expect(() => read(`${HEADER}2,2020-01-02,a,2,30\n1,2020-01-02,a,2,30\n2,2020-01-02,a,2,30\n`)).toThrow();
    const groups = streamedPatients(() => undefined);
    groups.patient('9');
    groups.patient('10');
    expect(() => groups.patient('9')).toThrow(OUT_OF_ORDER as unknown as Error);
  });
});

describe('fields', () => {
  const day = (text: string): number => dayOfField(bytes(text), 0, text.length);
  const number = (text: string): number => numberOf(bytes(text), 0, text.length);
  it('reads dates and date-times, and nothing that is no day', () => {
    expect(day('2020-02-29')).toBe(18321);
    expect(day('2020-02-29T23:00:00Z')).toBe(18321);
    expect(['2019-02-29', '2020-13-01', '2020-01', 'yesterday', ''].map(day)).toEqual(Array(5).fill(Number.NaN));
  });
  it('reads numbers', () => {
    expect(['30', '007', '28.5', '1e2', '-3', '12345678901234567.5'].map(number)).toEqual([
      30, 7, 28.5, 100, -3, 12345678901234568,
    ]);
    expect(['', 'NA', 'abc'].map(number)).toEqual(Array(3).fill(Number.NaN));
  });
  it('names columns', () => {
    expect(parseColumns('patient_id=ID, date=DAY')).toMatchObject({
      patient_id: 'ID',
      date: 'DAY',
      category: 'category',
    });
    expect(() => parseColumns('person=ID')).toThrow('cannot read `person=ID`');
    expect(() => columnRoles(['a', 'b'], DEFAULT_COLUMNS)).toThrow('no column `patient_id`');
  });
  it('grows', () => {
    expect(columnsBuffer(1).day.length).toBe(1);
    expect(textOf(bytes('ü'), 0, 2)).toBe('ü');
  });
});
