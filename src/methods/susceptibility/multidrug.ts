/** MDR, XDR and PDR by the interim standard definitions, and the labels of drug-resistant tuberculosis. */
import type { Germs, MdrCategory } from '../../knowledge/germs/index.ts';

/** S, I or R by agent code; agents not tested are absent. */
export type Antibiogram = Readonly<Record<string, string | null | undefined>>;

export type MultidrugLabel = 'MDR' | 'XDR' | 'PDR' | 'negative' | 'possible-MDR' | 'not-covered';

export interface MultidrugResult {
  label: MultidrugLabel;
  /** labels that untested categories or agents leave open: MDR, and of an MDR isolate the stronger ones */
  possible: ('MDR' | 'XDR' | 'PDR')[];
  categoriesConsidered: number;
  categoriesTested: number;
  categoriesNonSusceptible: number;
  /** ids of the categories in which the isolate is not susceptible to at least one agent */
  nonSusceptible: string[];
  sources: string[];
}

export interface MultidrugOptions {
  /** what counts as non-susceptible: `IR` as in the paper (default), `R` for reports under EUCAST 2019 and later */
  nonSusceptible?: 'IR' | 'R';
}

const NOT_COVERED: MultidrugResult = {
  label: 'not-covered',
  possible: [],
  categoriesConsidered: 0,
  categoriesTested: 0,
  categoriesNonSusceptible: 0,
  nonSusceptible: [],
  sources: [],
};

/** The table of a taxon: that of the nearest ancestor that has one, species without the table's cover left out. */
function categoriesOf(germs: Germs, taxon: string): MdrCategory[] {
  for (const ancestor of germs.lineage(taxon)) {
    const table = germs.rows.mdrCategories.filter((row) => row.taxon === ancestor);
    if (table.length === 0) continue;
    return table.some((row) => row.notCovered.some((other) => germs.isWithin(taxon, other))) ? [] : table;
  }
  return [];
}

/**
 * The label of one isolate.
 *
 * Categories and agents a species withstands by nature are not counted. MDR: non-susceptible to one agent in three
 * categories or more; XDR: in all but two or fewer; PDR: to every agent of every category, all of them tested. Where untested
 * categories could make it MDR: `possible-MDR`.
 * @source magiorakos-2012 definitions and Tables 1-5
 */
export function multidrugResistance(
  taxon: string,
  results: Antibiogram,
  germs: Germs,
  options: MultidrugOptions = {},
): MultidrugResult {
  const table = categoriesOf(germs, taxon);
  if (table.length === 0) return NOT_COVERED;
  const isNot = (result: string | null | undefined): boolean =>
    result === 'R' || result === 'NS' || (options.nonSusceptible !== 'R' && (result === 'I' || result === 'SDD'));
  const isTested = (agent: string): boolean => {
    const result = results[agent];
    return result !== undefined && result !== null && result !== '';
  };
  const removed = new Set(
    germs.rows.mdrIntrinsic.filter((row) => germs.isWithin(taxon, row.taxon)).flatMap((row) => row.agents),
  );
  const considered = table
    .filter((row) => !row.removedFor.some((other) => germs.isWithin(taxon, other)))
    .map((row) => ({ id: row.id, agents: row.agents.filter((agent) => !removed.has(agent)) }))
    .filter((category) => category.agents.length > 0);
  const tested = considered.filter((category) => category.agents.some(isTested));
  const resistant = tested.filter((category) => category.agents.some((agent) => isNot(results[agent])));
  const untested = considered.length - tested.length;
  const agents = considered.flatMap((category) => category.agents);
  const always = germs.rows.phenotypes.some(
    (row) =>
      row.alwaysMdr &&
      germs.isWithin(taxon, row.taxon) &&
      [...germs.codes(row.resistantTo)].some((agent) => isNot(results[agent])),
  );
  const { mdrCategories, xdrSusceptibleCategories } = germs.thresholds;
  const label = (): MultidrugLabel => {
    if (agents.every((agent) => isNot(results[agent]))) return 'PDR';
    if (resistant.length >= considered.length - xdrSusceptibleCategories) return 'XDR';
    if (always || resistant.length >= mdrCategories) return 'MDR';
    return resistant.length + untested >= mdrCategories ? 'possible-MDR' : 'negative';
  };
  const open = (): MultidrugResult['possible'] => {
    const found = label();
    if (resistant.length === 0 || found === 'PDR') return [];
    const most = resistant.length + untested;
    const isPandrug = agents.every((agent) => !isTested(agent) || isNot(results[agent]));
    return [
      ...(found === 'possible-MDR' ? (['MDR'] as const) : []),
      ...(found === 'MDR' && resistant.length >= mdrCategories && most >= considered.length - xdrSusceptibleCategories
        ? (['XDR'] as const)
        : []),
      ...((found === 'MDR' || found === 'XDR') && isPandrug ? (['PDR'] as const) : []),
    ];
  };
  return {
    label: label(),
    possible: open(),
    categoriesConsidered: considered.length,
    categoriesTested: tested.length,
    categoriesNonSusceptible: resistant.length,
    nonSusceptible: resistant.map((category) => category.id),
    sources: [...new Set(table.map((row) => row.source))],
  };
}

export interface TuberculosisResult {
  /** the strongest label that holds, null where none does */
  label: string | null;
  /** stronger labels that untested agents leave open */
  possible: string[];
}

/** The label of drug-resistant tuberculosis of one isolate; only R counts. @source who-2021-xdr definitions */
export function tuberculosisResistance(results: Antibiogram, germs: Germs): TuberculosisResult {
  let label: string | null = null;
  const possible: string[] = [];
  const untested = (agent: string): boolean => results[agent] === undefined || results[agent] === null;
  for (const row of germs.rows.tuberculosis) {
    const met = (allow: (agent: string) => boolean): boolean =>
      row.resistantTo.every(allow) &&
      (row.anyOf.length === 0 || row.anyOf.some(allow)) &&
      (row.andAnyOf.length === 0 || row.andAnyOf.some(allow));
    if (met((agent) => results[agent] === 'R')) {
      label = row.label;
      possible.length = 0;
    } else if (label !== null && met((agent) => results[agent] === 'R' || untested(agent))) possible.push(row.label);
  }
  return { label, possible };
}
