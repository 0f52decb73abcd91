/** What the report shows, asked of the tables; every count of fewer people than the smallest cell comes back as null. */
import { type Engine, type EngineRow, sqlText } from '../engine.ts';
import type { TableName } from '../schema.ts';

export interface Tables {
  engine: Engine;
  folder: string;
  minCell: number;
}

/** A count of things and of the people behind them; null where too few people stand behind it. */
export type Shown = number | null;

/** SQL: a table of the result. */
export const from = ({ folder }: Tables, table: TableName): string =>
  `read_parquet(${sqlText(`${folder}/${table}.parquet`)})`;
export const number = (value: unknown): number => Number(value ?? 0);
export const text = (value: unknown): string => String(value ?? '');
/** A number, or null where too few people stand behind it. */
export const shown = (tables: Tables, value: unknown, people: unknown): Shown =>
  number(people) > 0 && number(people) < tables.minCell ? null : number(value);

/**
 * Parts of a sum that is shown: where one alone is held back the sum would tell it, so the smallest other one goes too.
 * @example withoutRest([3, 90, null]) //=> [null, 90, null]
 */
export function withoutRest(parts: readonly Shown[]): Shown[] {
  const others = parts.filter((part) => part !== null && part > 0);
  if (parts.filter((part) => part === null).length !== 1 || others.length === 0) return [...parts];
  const smallest = Math.min(...others.map(Number));
  const place = parts.indexOf(smallest);
  return parts.map((part, at) => (at === place ? null : part));
}

/** SQL: how many rows fulfil a condition, and of how many people, as `<name>` and `<name>_of`. */
const counted = (name: string, condition: string): string =>
  `count(*) FILTER (${condition}) AS ${name}, count(DISTINCT patient) FILTER (${condition}) AS ${name}_of`;

const FAIR = { fair: "fair_chance = 'yes'", unfair: "fair_chance = 'no'", unknown: "fair_chance = 'unknown'" } as const;

const FAILURES = [
  counted('trials', 'true'),
  counted('judged', "course <> 'not-assessable'"),
  counted('failed', 'failure'),
  ...Object.entries(FAIR).map(([name, condition]) => counted(name, `failure AND ${condition}`)),
].join(', ');

export interface Failures {
  condition: string | null;
  ingredient: string | null;
  trials: Shown;
  judged: Shown;
  failed: Shown;
  fair: Shown;
  unfair: Shown;
  unknown: Shown;
}

const failuresOf = (tables: Tables, row: EngineRow): Failures => {
  const of = (name: string): Shown => shown(tables, row[name], row[`${name}_of`]);
  const [fair = null, unfair = null, unknown = null] = withoutRest(['fair', 'unfair', 'unknown'].map(of));
  return {
    condition: row.condition === undefined || row.condition === null ? null : text(row.condition),
    ingredient: row.ingredient === undefined ? null : text(row.ingredient),
    trials: of('trials'),
    judged: of('judged'),
    failed: of('failed'),
    fair,
    unfair,
    unknown,
  };
};

/** All trials together. */
export async function overall(tables: Tables): Promise<Failures> {
  const [row = {}] = await tables.engine.rows(`SELECT ${FAILURES} FROM ${from(tables, 'trials')}`);
  return failuresOf(tables, row);
}

/** By condition and drug; pairs of fewer people than the smallest cell are left out and counted. */
export async function byDrug(tables: Tables, most: number): Promise<{ rows: Failures[]; leftOut: number }> {
  const grouped = `SELECT condition, ingredient, ${FAILURES} FROM ${from(tables, 'trials')} GROUP BY condition, ingredient`;
  const found = await tables.engine.rows(
    `SELECT * FROM (${grouped}) WHERE trials_of >= ${tables.minCell} ORDER BY failed DESC, trials DESC, condition NULLS LAST, ingredient LIMIT ${most}`,
  );
  const [small] = await tables.engine.rows(
    `SELECT count(*) AS n FROM (${grouped}) WHERE trials_of < ${tables.minCell}`,
  );
  return { rows: found.map((row) => failuresOf(tables, row)), leftOut: number(small?.n) };
}

export interface LabelLadder {
  label: string;
  condition: string;
  definitions: { definition: string; rungs: Shown[]; asksDose: boolean; asksAdherence: boolean }[];
}

/** People on each rung of each definition of each label; a rung holds all who stand on it or higher. */
export async function labelLadders(tables: Tables): Promise<LabelLadder[]> {
  const rungs = [1, 2, 3, 4, 5].map((rung) => `count(DISTINCT patient) FILTER (rung >= ${rung}) AS r${rung}`);
  const found = await tables.engine.rows(
    `SELECT label, condition, definition, ${rungs.join(', ')}, bool_or(dose <> 'not-asked') AS asks_dose,
       bool_or(adherence <> 'not-asked') AS asks_adherence
     FROM ${from(tables, 'labels')} GROUP BY label, condition, definition
     ORDER BY max(count(DISTINCT patient) FILTER (rung >= 1)) OVER (PARTITION BY label, condition) DESC, label, condition, r1 DESC, definition`,
  );
  const ladders = new Map<string, LabelLadder>();
  for (const row of found) {
    const key = `${text(row.label)}|${text(row.condition)}`;
    const ladder = ladders.get(key) ?? { label: text(row.label), condition: text(row.condition), definitions: [] };
    ladders.set(key, ladder);
    ladder.definitions.push({
      definition: text(row.definition),
      rungs: [1, 2, 3, 4, 5].map((rung) => shown(tables, row[`r${rung}`], row[`r${rung}`])),
      asksDose: row.asks_dose === true,
      asksAdherence: row.asks_adherence === true,
    });
  }
  return [...ladders.values()].filter(({ definitions }) => definitions.some(({ rungs: [lowest] }) => lowest !== 0));
}

export interface Cause {
  term: string;
  /** failed trials it leads, and failed trials it is listed in */
  leads: Shown;
  listed: Shown;
  /** lost exposure it accounts for, in trials' worth of it */
  lost: Shown;
}

/** Causes of failed trials, and the share of the lost exposure each accounts for, summed over the trials. */
export async function causes(tables: Tables): Promise<Cause[]> {
  const found = await tables.engine.rows(
    `SELECT c.term AS term, ${counted('leads', 'c.rank = 1').replaceAll('patient', 'c.patient')},
       count(*) AS listed, count(DISTINCT c.patient) AS listed_of, coalesce(sum(c.share), 0) AS lost,
       count(DISTINCT c.patient) FILTER (c.share > 0) AS lost_of
     FROM ${from(tables, 'causes')} c JOIN ${from(tables, 'trials')} t ON t.trial = c.trial AND t.patient = c.patient
     WHERE c.list = 'cause' AND t.failure GROUP BY c.term ORDER BY lost DESC, listed DESC, c.term`,
  );
  return found.map((row) => ({
    term: text(row.term),
    leads: shown(tables, row.leads, row.leads_of),
    listed: shown(tables, row.listed, row.listed_of),
    lost: shown(tables, row.lost, row.lost_of),
  }));
}

export interface Missing {
  term: string;
  code: string;
  trials: Shown;
  failed: Shown;
}

/** What was missing, and the cause it left open. */
export async function missing(tables: Tables, most: number): Promise<Missing[]> {
  const found = await tables.engine.rows(
    `SELECT c.term AS term, c.code AS code, count(*) AS trials, count(DISTINCT c.patient) AS trials_of,
       count(*) FILTER (t.failure) AS failed, count(DISTINCT c.patient) FILTER (t.failure) AS failed_of
     FROM (SELECT patient, trial, term, unnest(string_split(missing, ';')) AS code FROM ${from(tables, 'causes')}
           WHERE list = 'not-assessed' AND missing IS NOT NULL) c
     JOIN ${from(tables, 'trials')} t ON t.trial = c.trial AND t.patient = c.patient
     GROUP BY c.term, c.code HAVING count(DISTINCT c.patient) >= ${tables.minCell}
     ORDER BY failed DESC, trials DESC, c.term, c.code LIMIT ${most}`,
  );
  return found.map((row) => ({
    term: text(row.term),
    code: text(row.code),
    trials: shown(tables, row.trials, row.trials_of),
    failed: shown(tables, row.failed, row.failed_of),
  }));
}

/** Gates that could not be answered, of all trials. */
export async function openGates(tables: Tables): Promise<{ gate: string; yes: Shown; no: Shown; unknown: Shown }[]> {
  const answers = ['yes', 'no', 'unknown'].map((answer) => counted(answer, `answer = '${answer}'`));
  const found = await tables.engine.rows(
    `SELECT gate, ${answers.join(', ')} FROM ${from(tables, 'gates')} GROUP BY gate ORDER BY gate`,
  );
  return found.map((row) => {
    const parts = ['yes', 'no', 'unknown'].map((answer) => shown(tables, row[answer], row[`${answer}_of`]));
    const [yes = null, no = null, unknown = null] = withoutRest(parts);
    return { gate: text(row.gate), yes, no, unknown };
  });
}

export interface AttritionStep {
  unit: string;
  step: string;
  table: string | null;
  n: Shown;
}

/** The table attrition as it stands: it is held back already. */
export async function attritionSteps(tables: Tables): Promise<AttritionStep[]> {
  const found = await tables.engine.rows(`SELECT unit, step, table_name, n FROM ${from(tables, 'attrition')}`);
  return found.map((row) => ({
    unit: text(row.unit),
    step: text(row.step),
    table: row.table_name === null ? null : text(row.table_name),
    n: row.n === null ? null : number(row.n),
  }));
}
