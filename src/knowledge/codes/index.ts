/** Codes of public vocabularies for our terms. */
import type { CodeEntry } from '../../domain/codes.ts';
import { sourceIds } from '../pack.ts';
import type { CodeRow, DrugCodeRow } from './schema.ts';

export type { CodeRow, DrugCodeRow } from './schema.ts';

/** What a term is said of: the drug's ATC codes, the condition and those it is a kind of. */
export interface CodedCase {
  atc?: readonly string[];
  conditions?: readonly string[];
}

/** Look-up of the crosswalk. */
export interface TermCodes {
  /** codes and MedDRA names of a term in the pack's order; "none" rows are left out */
  codesOf(term: string): CodeRow[];
  /** systems looked through in vain for a term */
  withoutCode(term: string): string[];
  /**
   * the codes of a term for one case: families of codes narrowed to the drug's own, codes bound to another drug or
   * condition left out, and one entry without code and display for every system that has none
   */
  codesFor(term: string, about: CodedCase): readonly CodeEntry[];
  /** the codes of a term whatever the drug and condition, families as they are */
  allFor(term: string): readonly CodeEntry[];
}

const isNone = (row: CodeRow): boolean => row.code === 'none' && row.display_own_words === '';

const entryOf = (row: CodeRow, more: Partial<CodeEntry> = {}): CodeEntry => ({
  system: row.system,
  code: row.code === 'none' ? null : row.code,
  display: row.display_own_words,
  note: row.note,
  checked: row.checked === 'yes',
  sources: sourceIds(row.source),
  ...more,
});

const noCode = (system: string): CodeEntry => ({
  system,
  code: null,
  display: null,
  note: 'no code exists in the tables read',
  checked: false,
  sources: ['crosswalk-survey-2026'],
});

const isBoundElsewhere = ({ only_for: { atc, conditions } }: CodeRow, about: CodedCase): boolean =>
  (atc.length > 0 && !(about.atc ?? []).some((code) => atc.some((prefix) => code.startsWith(prefix)))) ||
  (conditions.length > 0 && !(about.conditions ?? []).some((id) => conditions.includes(id)));

const SEVENTH = 'the 7th character A, D or S tells the encounter';

/**
 * Builds the look-up.
 * @example buildCodes(rows, byDrug).codesFor('missed-doses', { atc: ['N06AB06'] })[0]?.code //=> 'T43.226'
 */
export function buildCodes(rows: readonly CodeRow[], byDrug: readonly DrugCodeRow[]): TermCodes {
  const byTerm = new Map<string, CodeRow[]>();
  for (const row of rows) byTerm.set(row.term, [...(byTerm.get(row.term) ?? []), row]);
  const families = new Map<string, Map<string, DrugCodeRow>>();
  for (const row of byDrug) {
    const family = families.get(row.family) ?? new Map<string, DrugCodeRow>();
    families.set(row.family, family.set(row.atc, row));
  }

  /** The drug's own members of a family: one per ATC code at most, by its longest prefix. */
  const membersOf = (family: ReadonlyMap<string, DrugCodeRow>, atc: readonly string[]): DrugCodeRow[] => {
    const found = new Map<string, DrugCodeRow>();
    for (const code of atc) {
      for (let length = code.length; length >= 3; length -= 1) {
        const row = family.get(code.slice(0, length));
        if (row === undefined) continue;
        found.set(row.code, row);
        break;
      }
    }
    return [...found.values()];
  };

  const narrowed = (row: CodeRow, about: CodedCase): CodeEntry[] => {
    const family = families.get(row.code);
    const members = family === undefined ? [] : membersOf(family, about.atc ?? []);
    if (members.length === 0) return [entryOf(row)];
    const use = members.length > 1 ? 'by what it is used for' : '';
    return members.map((member) =>
      entryOf(row, {
        code: member.code,
        display: member.display_own_words,
        note: [row.note, member.code.startsWith('T') ? SEVENTH : '', use].filter((part) => part !== '').join('; '),
        checked: member.checked === 'yes',
        sources: sourceIds(member.source),
      }),
    );
  };

  const made = (term: string, about: CodedCase | null): CodeEntry[] => {
    const all = byTerm.get(term) ?? [];
    const systems = [...new Set(all.map((row) => row.system))];
    return systems.flatMap((system) => {
      const own = all.filter(
        (row) => row.system === system && !isNone(row) && !(about && isBoundElsewhere(row, about)),
      );
      return own.length === 0 ? [noCode(system)] : own.flatMap((row) => narrowed(row, about ?? {}));
    });
  };

  // Asked for every cause of every trial; the answer for one drug and condition never changes.
  const known = new Map<string, readonly CodeEntry[]>();
  return {
    codesOf: (term) => (byTerm.get(term) ?? []).filter((row) => !isNone(row)),
    withoutCode: (term) => (byTerm.get(term) ?? []).filter(isNone).map((row) => row.system),
    allFor: (term) => made(term, null),
    codesFor: (term, about) => {
      const key = `${term}|${about.atc?.join() ?? ''}|${about.conditions?.join() ?? ''}`;
      const codes = known.get(key) ?? made(term, about);
      known.set(key, codes);
      return codes;
    },
  };
}

/** The crosswalk from the pack's validated files. */
export function codesFrom(files: Readonly<Record<string, readonly unknown[]>>): TermCodes {
  return buildCodes(
    (files['data.csv'] ?? []) as readonly CodeRow[],
    (files['by-drug.csv'] ?? []) as readonly DrugCodeRow[],
  );
}
