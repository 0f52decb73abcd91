/** The germs: which is which, and what each belongs to. */
import type { Concept } from '../../domain/concept.ts';
import type { Phenotype, Taxon } from './schema.ts';
import { holdsPhrase, plainName, wordsOf } from './words.ts';

/** A germ as a report names it: its taxon, null where the name is not known, and what the name says it withstands. */
export interface Organism {
  taxon: Taxon | null;
  phenotypes: Phenotype[];
}

export interface Taxonomy {
  taxon(id: string): Taxon | null;
  /** the taxon and everything it belongs to, most specific first: species, complexes, genus, family, order, group */
  lineage(id: string): readonly string[];
  /** true where `id` is `ancestor` or lies within it */
  isWithin(id: string, ancestor: string): boolean;
  /** the taxon a name means, truncated forms included; null where none or several fit */
  named(text: string): Taxon | null;
  /** every germ a text names anywhere in it ("PCR for influenza A and RSV"), the most specific ones */
  mentioned(text: string): readonly Taxon[];
  /** the germ of a coded or written concept */
  organism(concept: Concept): Organism;
}

const SNOMED = /snomed/i;
const NOTHING = /^(no|not|negative|none|absent|normal|mixed|contaminated|cancelled|sterile)$/;
const MOST_NAME_WORDS = 6;
const LEAST_LETTERS = { genus: 3, species: 3, alone: 6 } as const;

/** Builds the look-up of germs. */
export function buildTaxonomy(taxa: readonly Taxon[], phenotypes: readonly Phenotype[]): Taxonomy {
  const byId = new Map(taxa.map((taxon) => [taxon.id, taxon]));
  const bySnomed = new Map(taxa.flatMap((taxon) => taxon.snomed.map((code) => [code, taxon] as const)));
  const byName = namesOf(taxa);
  const lineages = new Map(taxa.map((taxon) => [taxon.id, lineageOf(taxon, byId)]));
  const within = new Map([...lineages].map(([id, line]) => [id, new Set(line)]));
  const species = taxa
    .filter((taxon) => taxon.rank === 'species')
    .map((taxon) => ({ taxon, words: wordsOf(taxon.name) }));
  const genera = taxa.filter((taxon) => taxon.rank === 'genus').map((taxon) => ({ taxon, words: wordsOf(taxon.name) }));
  const seen = new Map<string, Taxon | null>();

  const named = (text: string): Taxon | null => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const found = find(wordsOf(text));
    // A former genus in brackets stands between the words of the name: "Candida (Torulopsis) glabrata".
    const bare = text.replace(/\([^)]*\)/g, ' ');
    const without = bare === text ? null : find(wordsOf(bare));
    const better = without !== null && (found === null || (within.get(without.id)?.has(found.id) ?? false));
    const taxon = better ? without : found;
    seen.set(text, taxon);
    return taxon;
  };
  const find = (words: readonly string[]): Taxon | null => {
    const first = words[0];
    if (first === undefined || NOTHING.test(first)) return null;
    // The longest known beginning: what follows a name is a comment ("Escherichia coli ESBL").
    for (let count = words.length; count > 0; count -= 1) {
      const taxon = byName.get(words.slice(0, count).join(' '));
      if (taxon) return count === 1 ? (shortened(words, taxon) ?? taxon) : taxon;
    }
    return shortened(words, null);
  };
  // A truncated name counts only where one germ alone can be meant.
  const shortened = (words: readonly string[], genus: Taxon | null): Taxon | null => {
    const [first = '', second = ''] = words;
    if (second.length >= LEAST_LETTERS.species) {
      const short = first.length === 1 || first.length >= LEAST_LETTERS.genus;
      const fits = species.filter(
        ({ words: [a = '', b = ''] }) => short && a.startsWith(first) && b.startsWith(second),
      );
      if (fits.length === 1) return fits[0]?.taxon ?? null;
    }
    if (genus !== null || first.length < LEAST_LETTERS.alone) return null;
    const fits = genera.filter(({ words: [a = ''] }) => a.startsWith(first));
    return fits.length === 1 ? (fits[0]?.taxon ?? null) : null;
  };

  const mentioned = (text: string): readonly Taxon[] => {
    const words = wordsOf(text);
    const found = new Set<Taxon>();
    for (let at = 0; at < words.length; at += 1) {
      for (let count = Math.min(MOST_NAME_WORDS, words.length - at); count > 0; count -= 1) {
        const taxon = byName.get(words.slice(at, at + count).join(' '));
        if (!taxon) continue;
        found.add(taxon);
        at += count - 1;
        break;
      }
    }
    const all = [...found];
    return all.filter((taxon) => !all.some((other) => other !== taxon && within.get(other.id)?.has(taxon.id)));
  };

  const organism = (concept: Concept): Organism => {
    const codes = concept.codings.filter((coding) => SNOMED.test(coding.system)).map((coding) => coding.code);
    const texts = [concept.text, ...concept.codings.flatMap((coding) => coding.display ?? [])];
    const plain = texts.map(plainName);
    const said = phenotypes.filter(
      (row) =>
        row.snomed.some((code) => codes.includes(code)) ||
        plain.some(
          (text) => !/^(no|negative|not) /.test(text) && row.names.some((name) => holdsPhrase(text, plainName(name))),
        ),
    );
    const coded = codes.map((code) => bySnomed.get(code)).find((taxon) => taxon !== undefined);
    const written = texts.map(named).find((taxon) => taxon !== null);
    const implied = said[0] ? byId.get(said[0].taxon) : undefined;
    const taxon = coded ?? written ?? implied ?? null;
    // A phenotype of another germ than the one named says nothing of this one.
    const fitting = said.filter((row) => taxon === null || (within.get(taxon.id)?.has(row.taxon) ?? false));
    return { taxon, phenotypes: fitting };
  };

  return {
    taxon: (id) => byId.get(id) ?? null,
    lineage: (id) => lineages.get(id) ?? [],
    isWithin: (id, ancestor) => within.get(id)?.has(ancestor) ?? false,
    named,
    mentioned,
    organism,
  };
}

function namesOf(taxa: readonly Taxon[]): Map<string, Taxon> {
  const names = new Map<string, Taxon>();
  const initials = new Map<string, Taxon | null>();
  for (const taxon of taxa) {
    for (const name of [taxon.name, ...taxon.names]) names.set(plainName(name), taxon);
    if (taxon.rank === 'complex') names.set(plainName(taxon.name.replace(/ complex$/, ' group')), taxon);
    const [genus = '', epithet] = wordsOf(taxon.name);
    if (taxon.rank !== 'species' || epithet === undefined) continue;
    const short = `${genus.charAt(0)} ${epithet}`;
    initials.set(short, initials.has(short) ? null : taxon);
  }
  for (const [short, taxon] of initials) if (taxon !== null && !names.has(short)) names.set(short, taxon);
  return names;
}

function lineageOf(taxon: Taxon, byId: ReadonlyMap<string, Taxon>): string[] {
  const line = [taxon.id, ...taxon.complexes];
  for (let at = byId.get(taxon.parent); at; at = byId.get(at.parent)) line.push(at.id);
  return line;
}
