/** Tests a person was told the result of: level, antibodies, gene, germ. */
import type { PatientRecord } from '../domain/record.ts';
import { momentOfDay } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Says } from './question.ts';
import { concept, type Frame, first, observation, rowOf, type Told } from './told.ts';

/** Adds the tests that were told of. */
export function addTests(record: PatientRecord, told: readonly Told[], frame: Frame, knowledge: Knowledge): void {
  const { drug, start, today, stopped } = frame;
  const name = drug.ingredients[0]?.name ?? drug.text;
  const lastDay = (stopped ?? today) - 1;
  const level = first(told, 'level');
  if (level) {
    const coded = { within: 'within therapeutic range', below: 'below therapeutic range', absent: 'not detected' }[
      level.value
    ];
    record.observations.push(observation(level.question, `${name} level`, lastDay, { coded: concept(coded) }));
  }
  const antibodies = first(told, 'antibodies');
  if (antibodies)
    record.observations.push(
      observation(antibodies.question, `anti-${name} antibodies`, lastDay, { coded: concept(antibodies.value) }),
    );
  const phenotype = first(told, 'phenotype');
  if (phenotype)
    for (const gene of genesOf(name, knowledge))
      record.genotypes.push({
        id: rowOf(phenotype.question),
        gene,
        diplotype: null,
        phenotype: phenotype.value,
        activityScore: null,
        at: null,
        laboratory: null,
      });
  const germ = first(told, 'germ');
  if (germ) addCultures(record, germ.question, germ.value, { name, start, lastDay });
}

/** The genes a guideline names for a drug. */
export function genesOf(drugName: string, knowledge: Knowledge): string[] {
  return [...new Set((knowledge.genes.byDrug.get(drugName.toLowerCase()) ?? []).map((row) => row.gene))];
}

function addCultures(
  record: PatientRecord,
  question: string,
  germ: NonNullable<Says['germ']>,
  { name, start, lastDay }: { name: string; start: number; lastDay: number },
): void {
  const results =
    germ === 'S-then-R'
      ? ([
          ['S', start],
          ['R', lastDay],
        ] as const)
      : ([[germ, start]] as const);
  for (const [category, day] of results) {
    const id = `${rowOf(question)}/${category}`;
    record.cultures.push({
      id,
      collected: momentOfDay(day),
      reported: momentOfDay(day),
      specimen: null,
      organism: concept('the germ'),
      growth: true,
      screening: null,
      results: [{ id, agent: concept(name), category, mic: null, zoneMm: null, method: null, guideline: null }],
      notes: [],
    });
  }
}
