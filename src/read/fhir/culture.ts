/** Microbiology -> cultures: nested (test, organism, agents), flat (one report, one specimen) and by component. */
import type { Concept, Culture, Susceptibility } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { Chart } from './chart.ts';
import { conceptIn, notesIn } from './concept.ts';
import { growthOf, isCultureCode, isOrganismRow, organismIn } from './culture-parts.ts';
import { effectiveIn, firstMoment } from './dates.ts';
import { objectIn, objectsIn, own, textIn } from './json.ts';
import { collectionOf } from './observation-time.ts';
import { referenceText } from './references.ts';
import type { Resource } from './resource.ts';
import { isSusceptibility, susceptibilityOf } from './susceptibility.ts';

const SCREENING = /screen|surveillance|coloni[sz]|carriage/i;
const STERILE = new Set(['entered-in-error', 'cancelled']);

/** Reads every culture among a person's observations and reports, and claims the resources it used. */
export function readCultures(observations: readonly Resource[], reports: readonly Resource[], chart: Chart): void {
  const rows = observations.filter((row) => !STERILE.has(textIn(row.json, 'status') ?? ''));
  const parents = new Set(rows.filter((row) => isCultureCode(row)).flatMap((row) => [...chart.links.members(row)]));
  const byOrganism = new Map<Resource, Resource[]>();
  const loose: Resource[] = [];
  const tests = new Set(rows.filter((row) => isSusceptibility(row.json, chart, false) || isLocalAgent(row)));
  const organismRows = new Set(rows.filter((row) => !tests.has(row) && isOrganismRow(row, chart, tests, parents)));
  for (const row of rows) {
    if (organismRows.has(row)) continue;
    const organism = organismOf(row, chart, organismRows);
    if (!tests.has(row) && !(organism !== null && isSusceptibility(row.json, chart, true))) continue;
    if (organism === null) loose.push(row);
    else push(byOrganism, organism, row);
  }
  for (const row of organismRows) addCulture(row, byOrganism.get(row) ?? [], chart);
  for (const group of looseGroups(loose, chart)) addIsolateWithoutName(group, chart);
  for (const report of reports) addFromReport(report, chart);
}

const isLocalAgent = (row: Resource): boolean =>
  objectsIn(objectIn(row.json, 'code'), 'coding').some((coding) =>
    /microbiology-antibiotic/.test(textIn(coding, 'system') ?? ''),
  );

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

// The organism an agent was tested against: its parent, what it derives from, or the one with its specimen in its report.
function organismOf(row: Resource, chart: Chart, organisms: ReadonlySet<Resource>): Resource | null {
  const direct = chart.links.parents(row).find((parent) => organisms.has(parent));
  if (direct !== undefined) return direct;
  for (const report of chart.links.reports(row)) {
    const inReport = chart.links.members(report).filter((one) => organisms.has(one));
    const specimen = specimenOf(row);
    const same = inReport.filter((one) => specimen !== null && specimenOf(one) === specimen);
    const [only] = same.length > 0 ? same : inReport;
    if (only !== undefined && (same.length === 1 || inReport.length === 1)) return only;
  }
  const specimen = specimenOf(row);
  if (specimen === null) return null;
  const same = [...organisms].filter((one) => specimenOf(one) === specimen);
  return same.length === 1 ? (same[0] ?? null) : null;
}

const specimenOf = (row: Resource): string | null => referenceText(objectIn(row.json, 'specimen'));

function addCulture(row: Resource, agents: readonly Resource[], chart: Chart): void {
  const above = [...chart.links.parents(row), ...chart.links.reports(row)];
  const further = above.flatMap((one) => [...chart.links.parents(one), ...chart.links.reports(one)]);
  const context = [row, ...above, ...further.filter((one) => one !== row)];
  const { organism, comment } = organismIn(row, chart);
  chart.record.cultures.push({
    id: row.id,
    ...timesOf(row, context, chart),
    specimen: specimenConcept(context, chart),
    organism,
    growth: growthOf(row, organism, agents.length > 0),
    screening: context.some((one) => SCREENING.test(wordsOf(one))) ? true : null,
    results: [...componentResults(row, chart), ...agents.map((one) => susceptibilityOf(one, chart, one.json, one.id))],
    notes: [...notesIn(row.json), ...(comment === null ? [] : [comment])],
  });
  for (const one of [row, ...agents]) chart.claimed.add(one);
  // The test above only groups; where it has a value of its own it is read by itself too.
  for (const one of above) if (isCultureCode(one) || one.type === 'DiagnosticReport') chart.claimed.add(one);
}

function componentResults(row: Resource, chart: Chart): Susceptibility[] {
  return objectsIn(row.json, 'component').flatMap((component, index) => {
    if (!isSusceptibility(component, chart, true)) return [];
    const code = conceptIn(component, 'code')?.codings[0]?.code ?? String(index + 1);
    return [susceptibilityOf(row, chart, component, `${row.id}#${code}`)];
  });
}

// Collected: the specimen's time, else the earliest of what the test and its report say. Reported: issued, or later.
function timesOf(row: Resource, context: readonly Resource[], chart: Chart): Pick<Culture, 'collected' | 'reported'> {
  const quiet: Chart = { ...chart, report: () => {} };
  const specimens = context.map((one) => collectionOf(one, quiet)).filter((at) => at !== null);
  const effective = context.flatMap((one) => effectiveIn(one, one === row ? chart : quiet).start ?? []);
  const collected = specimens[0] ?? earliest(effective);
  const issued = context.flatMap((one) => firstMoment(one, quiet, one.json, ['issued']) ?? []);
  const later = effective.filter((at) => collected !== null && at.minute > collected.minute);
  return { collected, reported: issued[0] ?? later[0] ?? null };
}

const earliest = (moments: readonly Moment[]): Moment | null =>
  moments.reduce<Moment | null>((first, one) => (first === null || one.minute < first.minute ? one : first), null);

function specimenConcept(context: readonly Resource[], chart: Chart): Concept | null {
  for (const one of context) {
    for (const reference of objectsIn(one.json, 'specimen')) {
      const specimen = chart.library.find(reference, one);
      const type =
        conceptIn(specimen?.json ?? null, 'type') ?? conceptIn({ display: own(reference, 'display') }, 'display');
      if (type !== null) return type;
    }
    const site = conceptIn(one.json, 'bodySite');
    if (site !== null) return site;
  }
  // "Blood culture" names its specimen in its code.
  const named = context
    .map(wordsOf)
    .map(
      (text) =>
        /\b(blood|urine|sputum|wound|stool|cerebrospinal fluid|csf|throat|nasal|bile|pus|tissue)\b/i.exec(text)?.[0],
    );
  const word = named.find((one) => one !== undefined);
  return word === undefined ? null : { text: word.toLowerCase(), codings: [] };
}

function wordsOf(row: Resource): string {
  const concepts = [conceptIn(row.json, 'code'), conceptIn(row.json, 'category')];
  return concepts
    .map((one) => [one?.text, ...(one?.codings ?? []).map((coding) => coding.display)].join(' '))
    .join(' ');
}

// Agents of one report or specimen without a named organism still belong to one isolate.
function looseGroups(rows: readonly Resource[], chart: Chart): Resource[][] {
  const groups = new Map<string, Resource[]>();
  for (const row of rows) {
    const [above] = [...chart.links.parents(row), ...chart.links.reports(row)];
    push(groups, above?.id ?? specimenOf(row) ?? textIn(row.json, 'effectiveDateTime') ?? row.id, row);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => (a.id < b.id ? -1 : 1)));
}

function addIsolateWithoutName(group: readonly Resource[], chart: Chart): void {
  const [first] = group;
  if (first === undefined) return;
  const context = [first, ...chart.links.parents(first), ...chart.links.reports(first)];
  chart.record.cultures.push({
    id: first.id,
    ...timesOf(first, context, chart),
    specimen: specimenConcept(context, chart),
    organism: null,
    growth: true,
    screening: null,
    results: group.map((row) => susceptibilityOf(row, chart, row.json, row.id)),
    notes: notesIn(first.json),
  });
  for (const row of group) chart.claimed.add(row);
}

// A report without results may name the organism in its conclusion.
function addFromReport(report: Resource, chart: Chart): void {
  if (!isCultureCode(report) || chart.claimed.has(report) || STERILE.has(textIn(report.json, 'status') ?? '')) return;
  if (chart.links.members(report).length > 0) return;
  const concept = conceptIn(report.json, 'conclusionCode') ?? conceptIn(report.json, 'conclusion');
  if (concept === null) return;
  const { organism, comment } = organismIn(report, chart);
  chart.record.cultures.push({
    id: report.id,
    ...timesOf(report, [report], chart),
    specimen: specimenConcept([report], chart),
    organism,
    growth: growthOf(report, organism, false),
    screening: SCREENING.test(wordsOf(report)) ? true : null,
    results: [],
    notes: comment === null ? [] : [comment],
  });
  chart.claimed.add(report);
}
