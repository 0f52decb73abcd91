/** From collected resources to records: copies resolved, people told apart, every resource counted. */
import type { Counts, Problem } from '../../domain/problem.ts';
import type { PatientRecord } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { DrugIndex, DrugQuery, DrugResolution } from '../../knowledge/drugs/types.ts';
import { setAside } from './chart.ts';
import type { Collection } from './collect.ts';
import { addCounts, countTreatment, noCounts } from './counts.ts';
import type { Copies } from './duplicates.ts';
import { findCopies } from './duplicates.ts';
import { SUPPORTING } from './kinds.ts';
import type { SetAside, Surroundings } from './read-record.ts';
import { readRecord, supportingTreatment } from './read-record.ts';
import { buildLibrary } from './references.ts';
import type { Resource } from './resource.ts';
import { lastEventDay } from './row-times.ts';
import type { Belongings } from './subjects.ts';
import { NOBODY, sortByPerson } from './subjects.ts';

/**
 * What was read: a record per person in the order of their ids, problems that belong to no person, the counts of the
 * whole input and what was set aside. A person's own problems stand in the record.
 */
export interface FhirReading {
  records: PatientRecord[];
  problems: Problem[];
  counts: Counts;
  setAside: SetAside[];
}

// Systemic anti-infectives, antiprotozoals and anthelmintics.
const ANTI_INFECTIVE = /^(J0|P0)/;

/** Reads what was collected. With a single person, what belongs to nobody is counted to that person. */
export function readCollection(collection: Collection, drugs: DrugIndex): FhirReading {
  const { resources } = collection;
  const everything = buildLibrary(resources, new Set());
  const belongings = sortByPerson(resources, everything);
  const dropped = new Map<Resource, string>();
  const clashes = new Map<string | null, Problem[]>();
  for (const [person, own] of groups(belongings)) {
    const copies: Copies = { dropped, problems: clashes.get(person) ?? [] };
    findCopies(own, copies);
    clashes.set(person, copies.problems);
  }
  const asides = new Map<string, SetAside>();
  const around: Surroundings = {
    library: dropped.size === 0 ? everything : buildLibrary(resources, new Set(dropped.keys())),
    resolveDrug: remembering(drugs),
    isAntiInfective: (id) => drugs.facts(id)?.atc.some((code) => ANTI_INFECTIVE.test(code)) ?? false,
    claimed: new Set(),
    dropped,
    tally: (person, type, reason) => {
      const key = JSON.stringify([person, type, reason]);
      const entry = asides.get(key);
      if (entry === undefined) asides.set(key, { person, type, reason, count: 1 });
      else entry.count += 1;
    },
  };
  const people = [...belongings.byPerson.keys()].sort();
  const records = people.map((person) => {
    const record = readRecord(person, belongings.byPerson.get(person) ?? [], around);
    record.problems.unshift(...strangerProblems(person, belongings), ...(clashes.get(person) ?? []));
    record.observedUntil = assembledOf(record, belongings, collection);
    return record;
  });
  const nobodys = countNobodys(belongings, around);
  nobodys.read += collection.refused;
  nobodys.refused += collection.refused;
  const problems = [...collection.problems, ...(clashes.get(null) ?? [])];
  const [only] = records;
  if (only !== undefined && records.length === 1) {
    addCounts(only.counts, nobodys);
    only.problems.push(...problems.splice(0));
  }
  const total = records.length === 1 ? noCounts() : nobodys;
  for (const record of records) addCounts(total, record.counts);
  return { records, problems, counts: total, setAside: [...asides.values()].sort(bySortKey) };
}

const sortKey = (one: SetAside): string => JSON.stringify([one.person ?? '', one.type, one.reason]);
const bySortKey = (a: SetAside, b: SetAside): number => (sortKey(a) < sortKey(b) ? -1 : 1);

// Copies are looked for among one person's resources, and for what belongs to nobody within one bundle: two bundles
// may well use the same id for two medicines.
function* groups(belongings: Belongings): Iterable<[string | null, Resource[]]> {
  yield* belongings.byPerson;
  const byBundle = new Map<number, Resource[]>();
  for (const resource of belongings.shared) {
    const list = byBundle.get(resource.bundle);
    if (list === undefined) byBundle.set(resource.bundle, [resource]);
    else list.push(resource);
  }
  for (const list of byBundle.values()) yield [null, list];
}

function remembering(drugs: DrugIndex): (query: DrugQuery) => DrugResolution {
  const known = new Map<string, DrugResolution>();
  return (query) => {
    const key = JSON.stringify([query.codings, query.text, query.form ?? null, query.route ?? null]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = drugs.resolve(query);
    known.set(key, answer);
    return answer;
  };
}

function strangerProblems(person: string, belongings: Belongings): Problem[] {
  if (person === NOBODY && !belongings.unknownPeople.has(person)) {
    const what = 'resources without a subject, where several people could be meant';
    return [{ code: 'no-subject', where: person, what, help: 'Give each resource its subject.' }];
  }
  if (!belongings.unknownPeople.has(person)) return [];
  const what = `the Patient ${person} is not in the input; age and sex are unknown`;
  return [{ code: 'unknown-patient', where: `Patient/${person}`, what, help: 'Send the Patient with the rest.' }];
}

// A bundle that was put together from a server shows the person up to that moment.
function assembledOf(record: PatientRecord, belongings: Belongings, collection: Collection): Moment | null {
  const bundles = new Set((belongings.byPerson.get(record.id) ?? []).map((resource) => resource.bundle));
  let latest: Moment | null = null;
  for (const bundle of bundles) {
    const moment = collection.assembled.get(bundle);
    if (moment !== undefined && (latest === null || moment.minute > latest.minute)) latest = moment;
  }
  // A time before the last event belongs to another calendar (shifted years) or is wrong.
  return latest !== null && latest.day >= lastEventDay(record) ? latest : null;
}

function countNobodys(belongings: Belongings, around: Surroundings): Counts {
  const counts = noCounts();
  for (const row of belongings.shared) {
    const lost = around.dropped.get(row);
    countTreatment(
      counts,
      null,
      row,
      lost === undefined ? supportingTreatment(row, around) : setAside(lost),
      around.tally,
    );
  }
  for (const row of belongings.notOfPerson) {
    const treatment = SUPPORTING.has(row.type)
      ? supportingTreatment(row, around)
      : setAside('about a group, a device or a place');
    countTreatment(counts, null, row, treatment, around.tally);
  }
  return counts;
}
