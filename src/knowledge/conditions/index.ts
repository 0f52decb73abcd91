/** The conditions pack as look-ups, built once from validated rows. */
import type { Concept } from '../../domain/record.ts';
import { buildConceptIndex } from './concept-index.ts';
import { buildEffectReports } from './effect-reports.ts';
import type {
  ConditionRow,
  CriterionRow,
  EventRow,
  ExpectedFallRow,
  PhraseRow,
  RuleRow,
  ShortCourseRow,
  TreatmentRow,
} from './schema.ts';
import { buildTreatments } from './treatments.ts';
import type { ConditionIndex } from './types.ts';
import { buildPhraseIndex, remembered, wordsOf } from './words.ts';

export type { ConditionRow, ExpectedFallRow, PhraseRow, RuleRow, TreatmentRow } from './schema.ts';
export type * from './types.ts';

export interface ConditionRows {
  conditions: readonly ConditionRow[];
  treatments: readonly TreatmentRow[];
  criteria: readonly CriterionRow[];
  events: readonly EventRow[];
  phrases: readonly PhraseRow[];
  expectedFall: readonly ExpectedFallRow[];
  shortCourses: readonly ShortCourseRow[];
  rules: readonly RuleRow[];
}

/** The rows of the pack by file name, as the build leaves them, in the form `buildConditions` takes. */
export function conditionRows(files: Readonly<Record<string, readonly unknown[]>>): ConditionRows {
  return {
    conditions: (files['conditions.csv'] ?? []) as ConditionRow[],
    treatments: (files['treatments.csv'] ?? []) as TreatmentRow[],
    criteria: (files['criteria.csv'] ?? []) as CriterionRow[],
    events: (files['events.csv'] ?? []) as EventRow[],
    phrases: (files['phrases.csv'] ?? []) as PhraseRow[],
    expectedFall: (files['expected-fall.csv'] ?? []) as ExpectedFallRow[],
    shortCourses: (files['short-courses.csv'] ?? []) as ShortCourseRow[],
    rules: (files['rules.csv'] ?? []) as RuleRow[],
  };
}

/**
 * The look-ups of the conditions pack.
 *
 * Throws where a row names a condition the pack does not have: the rows are the project's own.
 */
export function buildConditions(rows: ConditionRows): ConditionIndex {
  const byId = new Map(rows.conditions.map((row) => [row.id, row]));
  const known = (id: string, where: string): void => {
    if (!byId.has(id)) throw new Error(`conditions pack: ${where} names the unknown condition \`${id}\``);
  };
  for (const row of rows.conditions) {
    if (row.parent !== '') known(row.parent, row.id);
    if (row.prevention !== '') known(row.prevention, row.id);
  }
  for (const row of rows.treatments) known(row.condition, `treatment ${row.key}`);
  for (const row of rows.criteria) if (row.condition !== '*') known(row.condition, `criterion ${row.id}`);
  for (const row of rows.shortCourses) known(row.condition, 'a short course');
  for (const row of rows.events) known(row.condition, `event ${row.id}`);

  const lineages = new Map<string, string[]>();
  for (const row of rows.conditions) {
    const line = [row.id];
    for (let up = row.parent; up !== '' && !line.includes(up); up = byId.get(up)?.parent ?? '') line.push(up);
    lineages.set(row.id, line);
  }
  const lineage = (condition: string): readonly string[] => lineages.get(condition) ?? [];

  // A condition's own criteria stand before its parent's, whatever their rank.
  const criteriaOf = new Map<string, CriterionRow[]>();
  const eventsOf = new Map<string, EventRow[]>();
  for (const [id, line] of lineages) {
    const inherited = line.flatMap((member) =>
      rows.criteria.filter((c) => c.condition === member).sort((a, b) => a.rank - b.rank),
    );
    criteriaOf.set(id, inherited);
    eventsOf.set(
      id,
      line.flatMap((member) => rows.events.filter((event) => event.condition === member)),
    );
  }

  const conditions = buildConceptIndex(
    rows.conditions.map((row) => ({
      id: row.id,
      icd10cm: row.icd10cm,
      snomed: row.snomed,
      words: row.names,
      prevention: row.prevention === '' ? row.id : row.prevention,
    })),
    rows.phrases,
  );
  const events = buildConceptIndex(
    rows.events.map((row) => ({ ...row, prevention: null })),
    rows.phrases,
  );
  const reports = buildEffectReports(rows.phrases);
  const phrasesOf = (meaning: PhraseRow['meaning']) =>
    buildPhraseIndex(rows.phrases.filter((row) => row.meaning === meaning).map((row) => [row.phrase, true] as const));
  const denials = phrasesOf('denial');
  const authors = phrasesOf('author-clinician');
  const isDenied = remembered((text) => text !== '' && denials.exact(wordsOf(text)).length > 0);
  const namesAuthor = remembered((text) => text !== '' && authors.find(wordsOf(text)).length > 0);
  const treatments = buildTreatments(rows.treatments);
  const rules = new Map(rows.rules.map((row) => [row.id, row.value]));
  const falls = new Map<string, ExpectedFallRow[]>();
  for (const row of rows.expectedFall) {
    const list = falls.get(row.ingredient) ?? [];
    list.push(row);
    falls.set(
      row.ingredient,
      list.sort((a, b) => b.fromDailyMg - a.fromDailyMg),
    );
  }
  const holdsFor = (row: Pick<CriterionRow, 'atc'>, atc: readonly string[]): boolean =>
    row.atc.length === 0 || row.atc.some((prefix) => atc.some((code) => code.startsWith(prefix)));

  return {
    ids: rows.conditions.map((row) => row.id),
    match: (concept: Concept) => conditions.best(concept),
    treatedBy: (drug) => treatments.conditions(drug),
    name: (condition) => byId.get(condition)?.name ?? condition,
    facts: (condition) => byId.get(condition) ?? null,
    lineage,
    adequateTime(condition, drug) {
      const line = lineage(condition);
      const own = treatments.adequate(line, drug);
      if (own) return own;
      for (const member of line) {
        const row = byId.get(member);
        if (row?.adequateDays == null) continue;
        return {
          days: row.adequateDays,
          source: row.adequateSource,
          checked: row.adequateChecked === 'yes' ? 'yes' : 'no',
        };
      }
      return null;
    },
    shortCourseDays(condition, atc) {
      const line = lineage(condition);
      const row = rows.shortCourses.find((one) => line.includes(one.condition) && holdsFor(one, atc));
      return row?.mostDays ?? null;
    },
    criteria: (condition, atc) => (criteriaOf.get(condition) ?? []).filter((row) => holdsFor(row, atc)),
    statedCriteria: rows.criteria.filter((row) => row.condition === '*'),
    events: (condition, atc) => (eventsOf.get(condition) ?? []).filter((row) => holdsFor(row, atc)),
    eventsNamed: (concept) => events.all(concept),
    isDenial: ({ text, codings }) => isDenied(text) || codings.some(({ display }) => isDenied(display ?? '')),
    isByClinician: namesAuthor,
    reportIn: reports,
    expectedFallPct(ingredient, dailyDoseMg) {
      const row = (falls.get(ingredient) ?? []).find((fall) => (dailyDoseMg ?? 0) >= fall.fromDailyMg);
      return row ? { pct: row.fallPct, source: row.source, checked: row.checked } : null;
    },
    rule(id) {
      const value = rules.get(id);
      if (value === undefined) throw new Error(`conditions pack: rule \`${id}\` is missing`);
      return value;
    },
  };
}
