/** Which rows of a table speak for one germ, agent, method and site: the most specific taxon, then the nearest site. */
import type { Germs } from '../../knowledge/germs/index.ts';
import type { Breakpoint } from './breakpoint.ts';

/** `urine` keeps only rows for urinary infection, `any` is an unknown site, other words are matched with the row's. */
export type AskedSite = string;

export interface Selection {
  rows: readonly Breakpoint[];
  /** rows of other sites that the question left out */
  leftOut: readonly Breakpoint[];
}

const URINARY = /\b(uti|urin\w*|cystitis|pyelonephritis)\b/i;

/** True where a site's words mean a urinary infection. */
export const isUrinary = (site: string): boolean => URINARY.test(site);

/**
 * The rows that speak, all of one rank; `ranks` is the germ's lineage, most specific rank first.
 *
 * Urinary site: rows for urinary infection only; `fallBack` takes the general rows where there is none. Unknown site:
 * rows not limited to urinary infection first. Where several sites remain the caller answers for each.
 */
export function selectRows(
  rows: readonly Breakpoint[],
  ranks: readonly (readonly string[])[],
  site: AskedSite,
  fallBack: boolean,
): Selection {
  const urinary = rows.filter((row) => row.urinary);
  const general = rows.filter((row) => !row.urinary);
  const asked = site.trim().toLowerCase();
  let pool: readonly Breakpoint[];
  if (isUrinary(asked)) pool = urinary.length === 0 && fallBack ? general : urinary;
  else pool = general.length > 0 ? general : asked === '' || asked === 'any' ? urinary : [];
  const nearest = ofNearestRank(pool, ranks);
  const kept = asked === '' || asked === 'any' || isUrinary(asked) ? nearest : ofNearestSite(nearest, asked);
  return { rows: kept, leftOut: rows.filter((row) => !kept.includes(row)) };
}

function ofNearestRank(rows: readonly Breakpoint[], ranks: readonly (readonly string[])[]): readonly Breakpoint[] {
  for (const taxa of ranks) {
    const own = rows.filter((row) => taxa.includes(row.taxon));
    if (own.length > 0) return own;
  }
  return [];
}

/** A taxon's lineage by rank, most specific first; the complexes of a species are one rank. */
export function ranksOf(taxon: string, germs: Germs): string[][] {
  const ranks: { rank: string; taxa: string[] }[] = [];
  for (const id of germs.lineage(taxon)) {
    const rank = germs.taxon(id)?.rank ?? 'group';
    const last = ranks.at(-1);
    if (last?.rank === rank && rank === 'complex') last.taxa.push(id);
    else ranks.push({ rank, taxa: [id] });
  }
  return ranks.map(({ taxa }) => taxa);
}

function nearness(row: Breakpoint, asked: string): number {
  if (row.site === '') return 1;
  const words = row.site.toLowerCase().split(/\s*,\s*/);
  if (words.some((word) => word === asked || word.startsWith(asked))) return 2;
  // "Non-meningitis" holds for every site but that one.
  const negated = words.filter((word) => word.startsWith('non-'));
  if (negated.length > 0) return negated.some((word) => word.slice(4).startsWith(asked)) ? 0 : 1;
  return words.some((word) => word === 'oral' || word === 'intravenous' || word === 'other indications') ? 1 : 0;
}

function ofNearestSite(rows: readonly Breakpoint[], asked: string): readonly Breakpoint[] {
  const scored = rows.map((row) => ({ row, near: nearness(row, asked) }));
  const best = Math.max(0, ...scored.map(({ near }) => near));
  return best === 0 ? [] : scored.filter(({ near }) => near === best).map(({ row }) => row);
}

/** Rows by agent and method for quick look-up, rows of germs the pack does not know left out. */
export function rowsByTest(rows: readonly Breakpoint[], germs: Germs): Map<string, Breakpoint[]> {
  const map = new Map<string, Breakpoint[]>();
  for (const row of rows) {
    if (germs.taxon(row.taxon) === null) continue;
    const key = `${row.agent}|${row.method}`;
    const list = map.get(key);
    if (list) list.push(row);
    else map.set(key, [row]);
  }
  return map;
}
