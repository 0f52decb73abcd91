/** Breakpoint tables that users bring: our own CSV, the AMR and WHONET style, and a sheet of EUCAST's spreadsheet. */
import type { Germs } from '../../knowledge/germs/index.ts';
import type { Breakpoint, BreakpointTable, Guideline } from './breakpoint.ts';
import { delimited } from './delimited.ts';
import { eucastSheetRows, isEucastSheet } from './eucast-sheet.ts';
import { parseValue } from './value.ts';

/** A row or cell that could not be used: where, and why. */
export interface BreakpointProblem {
  where: string;
  code:
    | 'unknown-organism'
    | 'unknown-agent'
    | 'unknown-method'
    | 'not-a-value'
    | 'screening'
    | 'pk-pd'
    | 'other-guideline'
    | 'not-human';
  what: string;
}

export interface BreakpointReading {
  table: BreakpointTable;
  /** rows left out, each with its reason */
  problems: BreakpointProblem[];
}

export interface ReadOptions {
  /** name of the table in results; default: the file's own, else "breakpoints" */
  name?: string;
  /** `EUCAST`, `CLSI`, or with a version ("EUCAST 2025") to take only those rows of a table that holds several */
  guideline?: string;
  /** PK/PD rows, which hold for no germ in particular, are left out unless asked for */
  pharmacodynamic?: boolean;
}

/** A row as any importer leaves it, before germ and agent are looked up. */
export interface RawRow {
  id: string;
  organism: string;
  agent: string;
  method: string;
  site: string;
  urinary: boolean | null;
  s: string;
  r: string;
  note: string;
  guideline: string;
  type: string;
  screening: boolean;
}

const COLUMNS = {
  id: ['id', 'row'],
  organism: ['applies_to', 'organism', 'mo_name', 'microorganism', 'species'],
  agent: ['ab', 'agent', 'antimicrobial', 'whonet_abx_code'],
  method: ['method', 'test_method'],
  site: ['site', 'site_of_infection'],
  urinary: ['uti', 'uti_only', 'urinary'],
  s: ['s', 'breakpoint_s'],
  r: ['r', 'breakpoint_r'],
  note: ['note', 'comments'],
  guideline: ['guideline', 'guidelines'],
  year: ['version', 'year'],
  type: ['type', 'host', 'breakpoint_type'],
  table: ['table', 'ref_tbl', 'reference_table'],
  screening: ['screening'],
} as const;

const TRUE = /^(true|t|yes|1)$/i;
const PKPD = /pk.?pd|non-species|unknown/i;

function columnIndex(header: readonly string[]): Record<keyof typeof COLUMNS, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([column, aliases]) => [
      column,
      aliases.map((alias) => names.indexOf(alias)).find((at) => at >= 0) ?? -1,
    ]),
  ) as Record<keyof typeof COLUMNS, number>;
}

function tabularRows(lines: readonly string[][]): RawRow[] {
  const [header = [], ...body] = lines;
  const at = columnIndex(header);
  return body.map((cells, place) => {
    const cell = (column: keyof typeof COLUMNS): string => (at[column] < 0 ? '' : (cells[at[column]] ?? '').trim());
    const uti = cell('urinary');
    return {
      id: cell('id') || `line ${place + 2}`,
      organism: cell('organism'),
      agent: cell('agent'),
      method: cell('method') || 'MIC',
      site: cell('site'),
      urinary: uti === '' ? null : TRUE.test(uti),
      s: cell('s'),
      r: cell('r'),
      note: cell('note'),
      guideline: `${cell('guideline')} ${cell('year')}`.trim(),
      type: PKPD.test(cell('table')) && cell('table') !== '' ? 'pk-pd' : cell('type'),
      screening: TRUE.test(cell('screening')) || /^screen/i.test(cell('site')),
    };
  });
}

/**
 * Reads a table of breakpoints of any of the three forms, recognised by its header. Throws nothing: what cannot be used is
 * a problem of its row.
 */
export function readBreakpoints(text: string, germs: Germs, options: ReadOptions = {}): BreakpointReading {
  const lines = delimited(text);
  const raw = isEucastSheet(lines) ? eucastSheetRows(lines) : tabularRows(lines);
  const wanted = options.guideline?.trim().toUpperCase() ?? '';
  const [wantedName = ''] = wanted.split(' ');
  const problems: BreakpointProblem[] = [];
  const rows: Breakpoint[] = [];
  const versions = new Set<string>();
  const seen = new Set<string>();
  for (const row of raw) {
    const stated = row.guideline.toUpperCase();
    if (wanted !== '' && stated !== '' && !stated.startsWith(wanted) && !(stated === wantedName)) {
      problems.push({ where: row.id, code: 'other-guideline', what: row.guideline });
      continue;
    }
    const used = breakpointOf(row, germs, options);
    if ('code' in used) {
      problems.push(used);
      continue;
    }
    const key = `${used.taxon}|${used.agent}|${used.method}|${used.site}|${used.urinary}|${used.s}|${used.r}`;
    if (seen.has(key)) continue;
    seen.add(key);
    rows.push(used);
    if (row.guideline !== '') versions.add(row.guideline);
  }
  const guideline: Guideline = /CLSI|M100|NCCLS/.test(wanted || [...versions].join(' ').toUpperCase())
    ? 'CLSI'
    : 'EUCAST';
  const version = versions.size === 1 ? ([...versions][0] ?? '') : (options.guideline ?? [...versions].join(', '));
  return { table: { name: options.name ?? 'breakpoints', version, guideline, rows }, problems };
}

function breakpointOf(row: RawRow, germs: Germs, options: ReadOptions): Breakpoint | BreakpointProblem {
  const refuse = (code: BreakpointProblem['code'], what: string): BreakpointProblem => ({ where: row.id, code, what });
  if (row.screening) return refuse('screening', row.site);
  if (row.type === 'pk-pd' && options.pharmacodynamic !== true) return refuse('pk-pd', row.agent);
  if (/animal|ecoff|ecv/i.test(row.type)) return refuse('not-human', row.type);
  const taxon = row.type === 'pk-pd' ? germs.taxon('bacteria') : germs.named(row.organism);
  if (!taxon) return refuse('unknown-organism', row.organism);
  const agent = germs.agentNamed(row.agent);
  if (!agent) return refuse('unknown-agent', row.agent);
  const method = /dis[ck]|zone|diff/i.test(row.method)
    ? 'DISK'
    : /mic|dil|etest|gradient/i.test(row.method)
      ? 'MIC'
      : null;
  if (!method) return refuse('unknown-method', row.method);
  const doNotTest = row.s === '-' && row.r === '-';
  const s = numberIn(row.s);
  const r = numberIn(row.r);
  if (!doNotTest && ((row.s !== '' && s === null) || (row.r !== '' && r === null) || (s === null && r === null)))
    return refuse('not-a-value', `S ${row.s} R ${row.r}`);
  const urinary = row.urinary ?? /\b(uti|urin)/i.test(row.site);
  return {
    id: row.id,
    taxon: taxon.id,
    agent: agent.code,
    method,
    site: row.site,
    urinary,
    s: doNotTest ? null : s,
    r: doNotTest ? null : r,
    doNotTest,
    note: row.note,
  };
}

const numberIn = (cell: string): number | null => (cell === '' ? null : (parseValue(cell)?.value ?? null));
