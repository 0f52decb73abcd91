/** One person's resources -> one record: patient first, then cultures and genotypes, then everything by its reader. */
import type { PatientRecord } from '../../domain/record.ts';
import { emptyRecord } from '../../domain/record.ts';
import { dropUnbelievableDates } from './believable-dates.ts';
import type { Chart, Treatment } from './chart.ts';
import { REFUSED, setAside, USED } from './chart.ts';
import type { Tally } from './counts.ts';
import { countTreatment } from './counts.ts';
import { readCultures } from './culture.ts';
import { genotypesOf, genotypesOfReport } from './genotype.ts';
import { textIn } from './json.ts';
import { READERS, reasonNotRead, SUPPORTING } from './kinds.ts';
import { linksAmong } from './links.ts';
import type { Library } from './references.ts';
import type { Resource } from './resource.ts';
import { sortRecord } from './row-times.ts';

/** Resources of one kind that were set aside for one reason. */
export interface SetAside {
  /** the record they belong to, null where they belong to nobody */
  person: string | null;
  type: string;
  reason: string;
  count: number;
}

/** What reading a record needs beside its resources. */
export interface Surroundings {
  library: Library;
  resolveDrug: Chart['resolveDrug'];
  isAntiInfective: Chart['isAntiInfective'];
  claimed: Set<Resource>;
  dropped: ReadonlyMap<Resource, string>;
  tally: Tally;
}

/** Reads one person's resources; copies that lost are counted as set aside. */
export function readRecord(person: string, resources: readonly Resource[], around: Surroundings): PatientRecord {
  const record = emptyRecord(person);
  const rows = resources.filter((resource) => !around.dropped.has(resource)).sort(byTypeThenId);
  const chart: Chart = {
    record,
    library: around.library,
    resolveDrug: around.resolveDrug,
    isAntiInfective: around.isAntiInfective,
    links: linksAmong(rows, around.library),
    claimed: around.claimed,
    report: (row, code, what, help) => {
      record.problems.push({ code, where: row.id, what, help });
    },
  };
  const count = (row: Resource, treatment: Treatment): void =>
    countTreatment(record.counts, person, row, treatment, around.tally);
  const ofType = (type: string): Resource[] => rows.filter((row) => row.type === type);
  for (const patient of ofType('Patient')) count(patient, treat(patient, chart));
  readCultures(ofType('Observation'), ofType('DiagnosticReport'), chart);
  for (const row of [...ofType('Observation'), ...ofType('DiagnosticReport')]) readGenotypes(row, chart);
  for (const row of rows) if (row.type !== 'Patient' && !SUPPORTING.has(row.type)) count(row, treat(row, chart));
  for (const row of rows) if (SUPPORTING.has(row.type)) count(row, supportingTreatment(row, around));
  for (const resource of resources) {
    const reason = around.dropped.get(resource);
    if (reason !== undefined) count(resource, setAside(reason));
  }
  dropUnbelievableDates(record);
  sortRecord(record);
  return record;
}

const byTypeThenId = (a: Resource, b: Resource): number =>
  a.type === b.type ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.type < b.type ? -1 : 1;

function readGenotypes(row: Resource, chart: Chart): void {
  const status = textIn(row.json, 'status');
  if (chart.claimed.has(row) || status === 'entered-in-error' || status === 'cancelled') return;
  const isReport = row.type === 'DiagnosticReport';
  if (isReport && chart.links.members(row).length > 0) return;
  const genotypes = isReport ? genotypesOfReport(row, chart) : genotypesOf(row, chart);
  if (genotypes.length === 0) return;
  chart.record.genotypes.push(...genotypes);
  chart.claimed.add(row);
}

// One bad resource costs only itself: whatever a reader or a neighbour throws is a problem of this row.
function treat(row: Resource, chart: Chart): Treatment {
  const reader = READERS.get(row.type);
  if (reader === undefined) return setAside(reasonNotRead(row.type));
  if (row.type === 'Observation' && chart.claimed.has(row)) return USED;
  try {
    return reader(row, chart);
  } catch (error) {
    const what = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    chart.report(
      row,
      'unreadable',
      what,
      'Compare the resource with FHIR R4; please report it as a bug of the reader.',
    );
    return REFUSED;
  }
}

/** A supporting resource is used where another one pointed to it. */
export const supportingTreatment = (row: Resource, around: Surroundings): Treatment =>
  around.claimed.has(row) ? USED : setAside(reasonNotRead(row.type));
