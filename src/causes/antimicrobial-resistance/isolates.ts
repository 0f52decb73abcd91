/** The isolates of a record that can speak for an infection: screening, contaminants and other sites told apart. */
import type { Culture } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { Agent } from '../../knowledge/germs/index.ts';
import { holdsPhrase, type Organism, plainName, type Site } from '../../knowledge/germs/index.ts';
import { type IsolateAnswer, isolateAnswers } from '../../methods/susceptibility/index.ts';
import type { CauseContext } from '../contract.ts';
import { viralReports } from './viral-reports.ts';

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

/** The site of the infection the trial treats; null where the record does not tell or any site would do. */
function infectionSite(context: CauseContext): Site | null {
  const condition = context.trial.indication?.condition ?? null;
  if (condition === null) return null;
  const lines = context.knowledge.conditions.lineage(condition);
  return (
    context.knowledge.germs.rows.sites.find(
      (site) => site.kind === 'site' && site.conditions.some((id) => lines.includes(id)),
    ) ?? null
  );
}

/** All isolates of the record, sorted for this trial, in order of time. */
export function sortedIsolates(context: CauseContext): Sorted {
  const { germs } = context.knowledge;
  const wanted = infectionSite(context);
  const sorted: Sorted = { isolates: [], setAside: [], sterile: [] };
  for (const culture of [...context.record.cultures, ...viralReports(context)]) {
    const at = culture.collected ?? culture.reported;
    if (at === null || at.minute > context.asOf.minute + 1440) continue;
    if (culture.organism === null && culture.results.length === 0) {
      if (culture.growth === false && culture.screening !== true) sorted.sterile.push({ culture, at });
      continue;
    }
    const organism = culture.organism === null ? { taxon: null, phenotypes: [] } : germs.organism(culture.organism);
    const isolate: Isolate = {
      culture,
      organism,
      species: organism.taxon?.id ?? plainName(culture.organism?.text ?? culture.id),
      name: organism.taxon?.name ?? culture.organism?.text ?? 'a germ without a name',
      at,
      site: siteOf(culture, germs.rows.sites),
      answer: isolateAnswers(culture, organism, germs),
    };
    if (culture.screening === true || isolate.site?.kind === 'screening')
      sorted.setAside.push({ isolate, why: 'screening' });
    else if (wanted && isolate.site?.kind === 'site' && isolate.site.id !== wanted.id)
      sorted.setAside.push({ isolate, why: 'other-site' });
    else sorted.isolates.push(isolate);
  }
  const real = sorted.isolates.filter((isolate) => {
    const alone = isContaminant(isolate, sorted.isolates, context);
    if (alone) sorted.setAside.push({ isolate, why: 'contaminant' });
    return !alone;
  });
  return { ...sorted, isolates: real.sort((a, b) => a.at.minute - b.at.minute) };
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
