/** The words around a drug's name: forms, routes, salts, fillers, and those that mean it is no drug at all. */

/** One row of words.csv; an `ion` is a salt behind a drug's name and a drug by itself. */
export interface WordRow {
  word: string;
  kind: 'form' | 'release' | 'route' | 'salt' | 'ion' | 'filler' | 'link' | 'device' | 'whole-only';
  /** form: RxNorm's word; release: its phrase; route: our route; else empty */
  meaning: string;
}

export type Words = ReadonlyMap<string, WordRow>;

/** Words by their text; a word has one meaning. */
export function wordsFrom(rows: readonly WordRow[]): Words {
  return new Map(rows.map((row) => [row.word, row]));
}

/** What the words of a text say about form and route. */
export interface FormWords {
  form: string | null;
  route: string | null;
}

/**
 * RxNorm's dose form from the words of a text: release, then place, then form.
 * @example formFrom(['er', 'tablet'], words) //=> { form: 'Extended Release Oral Tablet', route: 'oral' }
 */
export function formFrom(texts: readonly string[], words: Words): FormWords {
  let release = '';
  let form = '';
  let route: string | null = null;
  for (const text of texts) {
    const row = words.get(text);
    if (row?.kind === 'release') release = row.meaning;
    else if (row?.kind === 'route') route ??= row.meaning;
    else if (row?.kind === 'form' && (form === '' || row.meaning.length > form.length)) form = row.meaning;
  }
  if (form === '' && release === '') return { form: null, route };
  const solid = form === 'Tablet' || form === 'Capsule' || (form === '' && release !== '');
  const place = solid && (route === null || route === 'oral') ? 'Oral' : placeOf(route, form);
  const parts = [release, place, form === '' ? 'Product' : form].filter((part) => part !== '');
  return { form: parts.join(' '), route: route ?? (place === 'Oral' ? 'oral' : null) };
}

const PLACE: Readonly<Record<string, string>> = {
  oral: 'Oral',
  nasal: 'Nasal',
  topical: 'Topical',
  ophthalmic: 'Ophthalmic',
  otic: 'Otic',
  rectal: 'Rectal',
  vaginal: 'Vaginal',
  sublingual: 'Sublingual',
  buccal: 'Buccal',
};

function placeOf(route: string | null, form: string): string {
  const place = route === null ? '' : (PLACE[route] ?? '');
  return form.startsWith(place) ? '' : place;
}

/** One row of routes.csv: a word in a dose form or a route text, and the route it means. Order decides. */
export interface RouteRow {
  word: string;
  in: 'form' | 'route';
  route: string;
}

/** The route a dose form or a route text means, null where none is known. */
export type RouteOf = (text: string | null | undefined, kind: RouteRow['in']) => string | null;

/** Look-up of routes: the first row whose word stands in the text. Answers are remembered, forms are few. */
export function routesFrom(rows: readonly RouteRow[]): RouteOf {
  const remembered = new Map<string, string | null>();
  return (text, kind) => {
    if (text === null || text === undefined || text === '') return null;
    const key = `${kind}:${text}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const padded = ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
    const row = rows.find((candidate) => candidate.in === kind && padded.includes(` ${candidate.word} `));
    remembered.set(key, row?.route ?? null);
    return row?.route ?? null;
  };
}

const REMEMBERED = 5000;
