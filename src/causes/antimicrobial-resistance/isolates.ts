/** The isolates of a record that can speak for an infection: screening, contaminants and other sites told apart. */
import type { Culture } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import {
  type Agent,
  type Germs,
  holdsPhrase,
  type Organism,
  plainName,
  type Site,
} from '../../knowledge/germs/index.ts';
import { type IsolateAnswer, isolateAnswers } from '../../methods/susceptibility/index.ts';
import type { CauseContext } from '../contract.ts';
import { markerReports } from './marker-reports.ts';
import { viralReports, virusOfReport } from './viral-reports.ts';

export interface Isolate {
  culture: Culture;
  organism: Organism;
  /** id of the taxon, else the plain name: what "same species" compares */
  species: string;
  name: string;
  at: Moment;
  site: Site | null;
  answer(agent: Agent): IsolateAnswer | null;
}

/** Why an isolate is set aside. */
export type SetAside = 'screening' | 'contaminant' | 'other-site';

export interface Sorted {
  isolates: Isolate[];
  setAside: { isolate: Isolate; why: SetAside }[];
  /** cultures in which nothing grew */
  sterile: { culture: Culture; at: Moment }[];
}

function siteOf(culture: Culture, sites: readonly Site[]): Site | null {
  const text = plainName(
    [culture.specimen?.text ?? '', ...(culture.specimen?.codings ?? []).map((each) => each.display ?? '')].join(' '),
  );
  if (text === '') return null;
  const holds = (word: string): boolean => holdsPhrase(text, word) || (word.length > 4 && text.includes(word));
  // Screening first: a nasal swab is not a skin swab.
  return (
    [...sites]
      .sort((a, b) => Number(b.kind === 'screening') - Number(a.kind === 'screening'))
      .find((site) => site.words.some(holds)) ?? null
  );
}

/**
 * The site of the infection the trial treats; null where the record does not tell or any site would do.
 *
 * A diagnosis that was only inferred sets isolates aside where it has a date: a stay's billing codes have none, and many.
 */
function infectionSite(context: CauseContext): Site | null {
  const { indication } = context.trial;
  const condition = indication?.condition ?? null;
  if (!indication || condition === null) return null;
  const isDated = context.record.conditions.some(
    (each) => indication.records.includes(each.id) && (each.onset ?? each.recorded) !== null,
  );
  if (indication.basis === 'inferred' && !isDated) return null;
  const lines = context.knowledge.conditions.lineage(condition);
  return (
    context.knowledge.germs.rows.sites.find(
      (site) => site.kind === 'site' && site.conditions.some((id) => lines.includes(id)),
    ) ?? null
  );
}

function organismOf(culture: Culture, germs: Germs): Organism {
  const named = culture.organism === null ? { taxon: null, phenotypes: [] } : germs.organism(culture.organism);
  if (named.taxon !== null) return named;
  const virus = virusOfReport(culture, germs);
  return virus === null ? named : germs.organism({ text: virus, codings: [] });
}

type Known = Pick<Sorted, 'isolates' | 'sterile'>;

// A record's cultures are read once, not once for each of its drugs.
const read = new WeakMap<CauseContext['record'], { germs: Germs; known: Known }>();

function isolatesOf(context: CauseContext): Known {
  const { germs } = context.knowledge;
  const before = read.get(context.record);
  if (before?.germs === germs) return before.known;
  const known: Known = { isolates: [], sterile: [] };
  for (const culture of [...context.record.cultures, ...viralReports(context), ...markerReports(context)]) {
    const at = culture.collected ?? culture.reported;
    if (at === null) continue;
    if (culture.organism === null && culture.results.length === 0) {
      if (culture.growth === false && culture.screening !== true) known.sterile.push({ culture, at });
      continue;
    }
    const organism = organismOf(culture, germs);
    known.isolates.push({
      culture,
      organism,
      species: organism.taxon?.id ?? plainName(culture.organism?.text ?? culture.id),
      name: organism.taxon?.name ?? culture.organism?.text ?? 'a germ without a name',
      at,
      site: siteOf(culture, germs.rows.sites),
      answer: isolateAnswers(culture, organism, germs),
    });
  }
  known.isolates.sort((a, b) => a.at.minute - b.at.minute);
  read.set(context.record, { germs, known });
  return known;
}

/** All isolates of the record up to the day it is judged at, sorted for this trial, in order of time. */
export function sortedIsolates(context: CauseContext): Sorted {
  const wanted = infectionSite(context);
  const lastDay = context.asOf.day;
  const { isolates, sterile } = isolatesOf(context);
  const sorted: Sorted = { isolates: [], setAside: [], sterile: sterile.filter(({ at }) => at.day <= lastDay) };
  for (const isolate of isolates) {
    if (isolate.at.day > lastDay) continue;
    if (isolate.culture.screening === true || isolate.site?.kind === 'screening')
      sorted.setAside.push({ isolate, why: 'screening' });
    else if (wanted && isolate.site?.kind === 'site' && isolate.site.id !== wanted.id)
      sorted.setAside.push({ isolate, why: 'other-site' });
    else if (isContaminant(isolate, isolates, context)) sorted.setAside.push({ isolate, why: 'contaminant' });
    else sorted.isolates.push(isolate);
  }
  return sorted;
}

// A skin germ in one blood culture only.
function isContaminant(isolate: Isolate, all: readonly Isolate[], context: CauseContext): boolean {
  const { germs } = context.knowledge;
  const taxon = isolate.organism.taxon;
  if (!taxon) return false;
  const row = germs.rows.contaminants.find(
    (each) => germs.isWithin(taxon.id, each.taxon) && isolate.site?.id === each.site,
  );
  if (!row) return false;
  const same = all.filter(
    (other) =>
      other.site?.id === row.site &&
      other.species === isolate.species &&
      Math.abs(other.at.day - isolate.at.day) <= row.withinDays,
  );
  return new Set(same.map((other) => other.culture.id)).size < row.distinctCultures;
}
