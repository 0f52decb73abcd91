import { it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import { parseMoment } from '../domain/time.ts';
import { recordsFromTables } from '../read/csv/index.ts';
import { walk } from '../rxwhy.ts';
import { labelsOf } from './index.ts';

const day = (n: number) => new Date(Date.UTC(2022, 0, 1) + n * 864e5).toISOString().slice(0, 10);
const facts = await knowledge();
function run(name: string, tables: any, asOf: number) {
  const numbered = Object.fromEntries(
    Object.entries(tables).map(([t, rows]: any) => [
      t,
      rows.map((row: any, i: number) => ({
        row: { patient_id: 'p', ...Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v)])) },
        line: i + 2,
      })),
    ]),
  );
  const { records, problems } = recordsFromTables(numbered as any, { drugs: facts.drugs });
  const record = records[0]!;
  const w = walk({ record, asOf: null }, { knowledge: facts, asOf: parseMoment(day(asOf)) });
  const t0 = performance.now();
  let got = labelsOf({
    record,
    asOf: w.asOf!.moment,
    trials: w.trials!,
    courses: w.courses!,
    verdicts: w.verdicts!,
    knowledge: facts,
  });
  const t1 = performance.now();
  for (let i = 0; i < 300; i++)
    got = labelsOf({
      record,
      asOf: w.asOf!.moment,
      trials: w.trials!,
      courses: w.courses!,
      verdicts: w.verdicts!,
      knowledge: facts,
    });
  const t2 = performance.now();
  console.log(
    '==',
    name,
    problems.length,
    record.problems.map((p) => p.code + p.what).join(';'),
    (t1 - t0).toFixed(1),
    ((t2 - t1) / 300).toFixed(3) + ' ms',
    JSON.stringify(got).length + ' B',
  );
  console.log(
    w
      .trials!.map(
        (t, i) =>
          `${t.ingredient.name} ${t.indication?.condition} ${t.start - 18993}-${t.end === null ? '' : t.end - 18993} ${w.courses![i]!.term} ${w.courses![i]!.failure} ${w.verdicts![i]!.gates.filter((g) => g.answer !== 'yes').map((g) => g.gate + '=' + g.answer)}`,
      )
      .join('\n'),
  );
  for (const l of got) {
    console.log(
      '  ',
      l.term,
      l.condition,
      l.definition,
      l.standing,
      JSON.stringify(l.refused),
      l.otherDefinitions.map((o) => o.definition + '=' + o.standing).join(' '),
    );
    for (const r of l.requirements) if (r.answer !== 'met') console.log('      ', JSON.stringify(r));
  }
}
const fills = (drug: string, from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / 30) }, (_, i) => ({
    drug,
    date: day(from + 30 * i),
    days_supply: 30,
    quantity: 30,
  }));
it('x', () => {
  const prev = [
    ['propranolol', 160, 0, 90, 'oral'],
    ['topiramate', 100, 90, 180, 'oral'],
    ['amitriptyline', 50, 180, 270, 'oral'],
  ] as const;
  run(
    'migraine',
    {
      patients: [{ birth_date: '1980-01-01' }],
      conditions: [{ condition: 'Migraine', date: '2021-06-01' }],
      orders: [
        ...prev.map(([d, mg, a, b]) => ({
          drug: d,
          start: day(a),
          end: day(b),
          status: 'stopped',
          dose: mg,
          unit: 'mg',
          per_day: 1,
          route: 'oral',
          indication: 'migraine prevention',
        })),
        {
          drug: 'sumatriptan',
          start: day(0),
          dose: 50,
          unit: 'mg',
          as_needed: 'yes',
          indication: 'migraine',
          status: 'active',
        },
      ],
      supplies: prev.flatMap(([d, , a, b]) => fills(d, a, b)),
      outcomes: Array.from({ length: 11 }, (_, i) => ({
        time: day(i * 30 - 10),
        measure: 'monthly headache days',
        value: 14,
      })),
    },
    300,
  );
  run(
    'ra',
    {
      patients: [{ birth_date: '1970-01-01' }],
      conditions: [{ condition: 'Rheumatoid arthritis', date: '2021-06-01' }],
      orders: [
        ['methotrexate', 20, 0, 120, 1 / 7, 'oral'],
        ['adalimumab', 40, 120, 300, 1 / 14, 'subcutaneous'],
        ['tofacitinib', 5, 300, 480, 2, 'oral'],
      ].map(([d, mg, a, b, n, r]: any) => ({
        drug: d,
        start: day(a),
        end: day(b),
        status: 'stopped',
        dose: mg,
        unit: 'mg',
        per_day: n,
        route: r,
        indication: 'rheumatoid arthritis',
      })),
      supplies: [...fills('methotrexate', 0, 120), ...fills('adalimumab', 120, 300), ...fills('tofacitinib', 300, 480)],
      outcomes: Array.from({ length: 18 }, (_, i) => ({ time: day(i * 28 - 5), measure: 'DAS28', value: 5.6 })),
    },
    500,
  );
  run(
    'diabetes',
    {
      patients: [{ birth_date: '1970-01-01' }],
      conditions: [{ condition: 'Type 2 diabetes', date: '2021-06-01' }],
      orders: [
        ['metformin', 1000, 0, 200, 2, 'oral'],
        ['sitagliptin', 100, 200, 400, 1, 'oral'],
      ].map(([d, mg, a, b, n, r]: any) => ({
        drug: d,
        start: day(a),
        end: day(b),
        status: 'stopped',
        dose: mg,
        unit: 'mg',
        per_day: n,
        route: r,
        indication: 'type 2 diabetes',
      })),
      supplies: [...fills('metformin', 0, 200), ...fills('sitagliptin', 200, 400)],
      outcomes: Array.from({ length: 6 }, (_, i) => ({
        time: day(i * 90 - 5),
        measure: 'HbA1c',
        value: 9.1,
        unit: '%',
      })),
    },
    430,
  );
  run(
    'clozapine',
    {
      patients: [{ birth_date: '1970-01-01' }],
      conditions: [{ condition: 'Schizophrenia', date: '2021-06-01' }],
      orders: [
        ['olanzapine', 20, 0, 90],
        ['risperidone', 6, 90, 180],
        ['clozapine', 400, 180, 300],
      ].map(([d, mg, a, b]: any) => ({
        drug: d,
        start: day(a),
        end: day(b),
        status: 'stopped',
        dose: mg,
        unit: 'mg',
        per_day: 1,
        route: 'oral',
        indication: 'schizophrenia',
      })),
      supplies: [...fills('olanzapine', 0, 90), ...fills('risperidone', 90, 180), ...fills('clozapine', 180, 300)],
      levels: [
        { drug: 'clozapine', time: day(240), value: 420, unit: 'ng/mL' },
        { drug: 'clozapine', time: day(270), value: 450, unit: 'ng/mL' },
      ],
      outcomes: Array.from({ length: 11 }, (_, i) => ({ time: day(i * 30 - 5), measure: 'PANSS total', value: 98 })),
    },
    320,
  );
});
