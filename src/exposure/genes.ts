/** The person's genotypes as the tables read them. */
import type { GeneFact } from '../domain/exposure.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { interpretGenotype } from '../methods/genotype/index.ts';

/** One fact per gene; of several reports of a gene the one with a diplotype wins, then the latest. */
export function geneFacts(record: PatientRecord, knowledge: Knowledge): GeneFact[] {
  const byGene = new Map<string, PatientRecord['genotypes'][number]>();
  for (const genotype of record.genotypes) {
    const known = byGene.get(genotype.gene);
    const isBetter =
      !known ||
      (known.diplotype === null && genotype.diplotype !== null) ||
      (known.diplotype === null) === (genotype.diplotype === null);
    if (isBetter) byGene.set(genotype.gene, genotype);
  }
  return [...byGene.values()].map((genotype) => {
    const reading = interpretGenotype(
      {
        gene: genotype.gene,
        ...(genotype.diplotype === null ? {} : { diplotype: genotype.diplotype }),
        ...(genotype.activityScore === null ? {} : { activityScore: genotype.activityScore }),
        ...(genotype.phenotype === null ? {} : { phenotype: genotype.phenotype }),
      },
      knowledge.genes,
    );
    return {
      gene: genotype.gene,
      diplotype: genotype.diplotype,
      phenotypes: [...reading.phenotypes],
      phenotype: reading.phenotype,
      activityScore: reading.activityScore,
      scores: reading.scores.map((score) => ({
        low: score.low,
        high: Number.isFinite(score.high) ? score.high : null,
      })),
      disagreements: [...reading.disagreements],
      tableVersion: reading.tableVersion,
      records: [genotype.id],
    };
  });
}
