/** Old and local words for metabolizer phenotypes, mapped to the standard CPIC terms. */

const METABOLIZER = new Map([
  ['p', 'Poor'],
  ['poor', 'Poor'],
  ['slow', 'Poor'],
  ['i', 'Intermediate'],
  ['intermediate', 'Intermediate'],
  ['n', 'Normal'],
  ['normal', 'Normal'],
  ['e', 'Normal'],
  ['extensive', 'Normal'],
  ['efficient', 'Normal'],
  ['r', 'Rapid'],
  ['rapid', 'Rapid'],
  ['fast', 'Rapid'],
  ['u', 'Ultrarapid'],
  ['ultrarapid', 'Ultrarapid'],
  ['ultra rapid', 'Ultrarapid'],
]);

const FUNCTION_WORD = new Map([
  ['poor', 'Poor'],
  ['decreased', 'Decreased'],
  ['reduced', 'Decreased'],
  ['normal', 'Normal'],
  ['increased', 'Increased'],
]);

const PREFIX = /^(likely|possible|possibly|probable|l(?=[pi]m$))\s*/;

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * The standard term for a phenotype as a laboratory or record wrote it, or null where the words are not known.
 *
 * Extensive is normal; EM, IM, PM, UM and RM, "metaboliser", "Ultra-rapid", acetylator and transporter words are read;
 * a likely or possible prefix is kept.
 * @source caudle-2017-terms
 * @example standardPhenotype('likely CYP2C19 poor metaboliser') //=> 'Likely Poor Metabolizer'
 */
export const standardPhenotype = (text: string): string | null => {
  const plain = text
    .toLowerCase()
    .replace(/\b(cyp\w+|slco1b1|tpmt|nudt15|dpyd|ugt1a1|nat2|abcg2)\b/g, ' ')
    .replace(/[-_:;,()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === 'indeterminate' || plain === 'unknown') return 'Indeterminate';
  if (/^non ?express[eo]r$/.test(plain)) return 'Poor Metabolizer';
  const prefixWord = PREFIX.exec(plain)?.[1] ?? '';
  const prefix = prefixWord === '' ? '' : prefixWord.startsWith('poss') ? 'Possible ' : 'Likely ';
  const rest = plain.slice(PREFIX.exec(plain)?.[0].length ?? 0);
  const transporter = FUNCTION_WORD.get(/^(\w+) function$/.exec(rest)?.[1] ?? '');
  if (transporter) return `${prefix}${transporter} Function`;
  const stem = rest.replace(/\s*(metaboli[sz](er|ers|m)|acetylators?|metab)$/, '').replace(/^([pinrue])m$/, '$1');
  if (stem === rest && stem.length > 1 && !METABOLIZER.has(stem)) return null;
  const word = METABOLIZER.get(stem === 'ue' ? 'u' : stem);
  return word ? `${upperFirst(prefix)}${word} Metabolizer` : null;
};

/**
 * An activity score as written in a report: "1.25", "≥3.0", "CYP2D6 Activity Score >= 3.0"; null where none is found.
 * @example readScore('>= 3.0') //=> { low: 3, high: Infinity }
 */
export const readScore = (text: string): { low: number; high: number } | null => {
  const match = /(?:^|[\s:])(>=|≥|>)?\s*(\d+(?:\.\d+)?)\s*$/.exec(text.trim());
  if (!match) return null;
  const low = Number(match[2]);
  return { low, high: match[1] ? Number.POSITIVE_INFINITY : low };
};
