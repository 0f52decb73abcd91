/** The tumours pack as look-ups: evidence of resistance by drug, gene names, efflux pumps, thresholds. */
import type {
  EffluxEvidence,
  EffluxSubstrate,
  Exon,
  GeneName,
  ResistanceEvidence,
  ResultWord,
  TherapyClass,
  TumourDisease,
  TumourThreshold,
} from './schema.ts';

export type * from './schema.ts';

export interface TumourRows {
  evidence: readonly ResistanceEvidence[];
  genes: readonly GeneName[];
  exons: readonly Exon[];
  diseases: readonly TumourDisease[];
  therapyClasses: readonly TherapyClass[];
  effluxSubstrates: readonly EffluxSubstrate[];
  effluxEvidence: readonly EffluxEvidence[];
  thresholds: readonly TumourThreshold[];
  resultWords: readonly ResultWord[];
}

const FILES = {
  evidence: 'evidence.csv',
  genes: 'genes.csv',
  exons: 'exons.csv',
  diseases: 'diseases.csv',
  therapyClasses: 'therapy-classes.csv',
  effluxSubstrates: 'efflux-substrates.csv',
  effluxEvidence: 'efflux-evidence.csv',
  thresholds: 'thresholds.csv',
  resultWords: 'result-words.csv',
} as const satisfies Record<keyof TumourRows, string>;

const THRESHOLDS = [
  'checkpointMinExposureDays',
  'checkpointSecondaryDays',
  'kinaseOffDays',
  'kinaseBenefitDays',
  'beforeStartDays',
  'atStartDays',
  'effluxClasses',
] as const;
export type TumourThresholdId = (typeof THRESHOLDS)[number];

export interface Tumours {
  rows: TumourRows;
  thresholds: Readonly<Record<TumourThresholdId, number>>;
  thresholdSource(id: TumourThresholdId): string;
  /** evidence that names this drug, alone, as one of several, or through its class */
  evidenceFor(drug: string): readonly ResistanceEvidence[];
  /** drugs a therapy of the evidence stands for, lower case */
  drugsOf(therapy: string): readonly string[];
  substratesOf(pump: string): readonly EffluxSubstrate[];
  pumpsOf(drug: string): readonly EffluxSubstrate[];
}

/** The pack's rows by file as their kinds; the build has checked every row against its schema. */
export function tumourRows(files: Readonly<Record<string, readonly unknown[]>>): TumourRows {
  return Object.fromEntries(
    Object.entries(FILES).map(([kind, file]) => [kind, files[file] ?? []]),
  ) as unknown as TumourRows;
}

/** Builds the look-ups of the tumours pack; throws where a threshold is missing from it. */
export function buildTumours(rows: TumourRows): Tumours {
  const classes = new Map(
    rows.therapyClasses.map((row) => [row.name.toLowerCase(), row.drugs.map((drug) => drug.toLowerCase())]),
  );
  const drugsOf = (therapy: string): readonly string[] => classes.get(therapy.toLowerCase()) ?? [therapy.toLowerCase()];
  const byDrug = new Map<string, ResistanceEvidence[]>();
  for (const row of rows.evidence) {
    for (const drug of new Set(row.therapies.flatMap(drugsOf))) {
      const list = byDrug.get(drug);
      if (list) list.push(row);
      else byDrug.set(drug, [row]);
    }
  }
  const byId = new Map(rows.thresholds.map((row) => [row.id, row]));
  const threshold = (id: TumourThresholdId): TumourThreshold => {
    const row = byId.get(id);
    if (!row) throw new Error(`tumours pack: threshold \`${id}\` is missing`);
    return row;
  };
  return {
    rows,
    thresholds: Object.fromEntries(THRESHOLDS.map((id) => [id, threshold(id).value])) as Record<
      TumourThresholdId,
      number
    >,
    thresholdSource: (id) => threshold(id).source,
    evidenceFor: (drug) => byDrug.get(drug.toLowerCase()) ?? [],
    drugsOf,
    substratesOf: (pump) => rows.effluxSubstrates.filter((row) => row.pump === pump),
    pumpsOf: (drug) => rows.effluxSubstrates.filter((row) => row.drug === drug.toLowerCase()),
  };
}
