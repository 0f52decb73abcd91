/** One sheet of EUCAST's breakpoint spreadsheet, saved as CSV by the user. */
import type { RawRow } from './read-breakpoints.ts';
import { dilution, parseValue } from './value.ts';

/** Where the columns of one block stand; -1 where the block has none. */
interface Block {
  agent: number;
  micS: number;
  micR: number;
  zoneS: number;
  zoneR: number;
}

const SUSCEPTIBLE = /^s\s*(≤|<=|≥|>=|=)?$/i;
const RESISTANT = /^r\s*(>|<)$/i;
const ROUTE = /\b(iv|oral|intravenous)\b/i;

/** True where the lines hold a header row of EUCAST's form: "S ≤" and "R >" side by side. */
export function isEucastSheet(lines: readonly (readonly string[])[]): boolean {
  return lines.slice(0, 80).some((line) => blockIn(line) !== null);
}

function blockIn(line: readonly string[]): Block | null {
  const cells = line.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const susceptible = cells.flatMap((cell, at) => (SUSCEPTIBLE.test(cell) && cell.length > 1 ? [at] : []));
  const resistant = cells.flatMap((cell, at) => (RESISTANT.test(cell) ? [at] : []));
  const [micS = -1, zoneS = -1] = susceptible;
  const [micR = -1, zoneR = -1] = resistant;
  return micS < 0 || micR < 0 ? null : { agent: 0, micS, micR, zoneS, zoneR };
}

/**
 * The rows of a sheet. The germ is the sheet's first filled cell ("Enterobacterales*"); words in brackets behind an agent
 * are its site. A cell is used only where it holds a two-fold dilution or a whole zone: a footnote mark that the export
 * glued to a number ("81" for 8 with note 1) makes no dilution, and the row is refused instead of misread. "(8)" loses
 * its brackets and says so in the note; "-" means not to be tested, R; "IE", "NA" and "Note" give no row.
 */
export function eucastSheetRows(lines: readonly (readonly string[])[]): RawRow[] {
  const title = lines.flat().find((cell) => cell.trim() !== '' && !/breakpoint|eucast|valid|expert rules/i.test(cell));
  const organism = (title ?? '').replace(/[*\d]+\s*$/, '').trim();
  const version = /v(?:ersion)?\.?\s*(\d+\.\d+)/i.exec(lines.flat().join(' '))?.[1];
  const rows: RawRow[] = [];
  let block: Block | null = null;
  for (const [place, line] of lines.entries()) {
    const found = blockIn(line);
    if (found) {
      block = found;
      continue;
    }
    const name = (line[0] ?? '').replace(/\s+/g, ' ').trim();
    if (!block || name === '') continue;
    const cell = (at: number): string => (at < 0 ? '' : (line[at] ?? '').trim());
    const { agent, site } = agentAndSite(name);
    const base = {
      organism,
      agent,
      site,
      urinary: site === '' ? null : /\b(uti|urin)/i.test(site),
      guideline: `EUCAST ${version ?? ''}`.trim(),
      type: '',
      screening: /screen/i.test(name),
    };
    const add = (method: string, s: string, r: string): void => {
      if (isEmpty(s) && isEmpty(r)) return;
      const bracketed = /^\(.*\)$/.test(s) || /^\(.*\)$/.test(r);
      const note = bracketed ? 'bracketed breakpoint: distinguishes wild type, not for use alone' : '';
      rows.push({ ...base, id: `line ${place + 1} ${method}`, method, s: plain(s, method), r: plain(r, method), note });
    };
    add('MIC', cell(block.micS), cell(block.micR));
    add('DISK', cell(block.zoneS), cell(block.zoneR));
  }
  return rows;
}

const isEmpty = (cell: string): boolean => cell === '' || /^(ie|na|note)/i.test(cell);

// A number that is no dilution step keeps a mark that makes it unreadable later, so that the row is refused.
function plain(cell: string, method: string): string {
  const bare = cell.replace(/^\((.*)\)$/, '$1').trim();
  if (bare === '-' || isEmpty(bare)) return bare === '-' ? '-' : '';
  const value = parseValue(bare)?.value;
  if (value === undefined) return bare;
  if (method === 'DISK') return Number.isInteger(value) && value <= 60 ? bare : `${bare}?`;
  return Number.isInteger(Math.log2(dilution(value))) ? bare : `${bare}?`;
}

function agentAndSite(name: string): { agent: string; site: string } {
  const brackets = [...name.matchAll(/\(([^)]*)\)/g)].map((match) => match[1] ?? '');
  const bare = name.replace(/\([^)]*\)/g, ' ').replace(/\d+(,\d+)*\s*$/, '');
  const route = ROUTE.exec(bare)?.[1] ?? '';
  const site = [route.toLowerCase() === 'iv' ? 'Intravenous' : route, ...brackets].filter((part) => part !== '');
  return { agent: bare.replace(ROUTE, ' ').replace(/\s+/g, ' ').trim(), site: site.join(', ') };
}
