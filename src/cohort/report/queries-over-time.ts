/** What the report asks about time: persistence and lines of treatment. */
import { from, number, type Shown, shown, type Tables, text } from './queries.ts';

export interface Survival {
  gapDays: number;
  people: Shown;
  /** stops and cut-offs by day, in order */
  days: { day: number; stopped: number; cutOff: number }[];
}

/** First supply to stop under each permitted gap, over all trials with supply. */
export async function persistence(tables: Tables): Promise<Survival[]> {
  const table = from(tables, 'persistence');
  const gaps = await tables.engine.rows(
    `SELECT gap_days, count(DISTINCT patient) AS people FROM ${table} GROUP BY gap_days ORDER BY gap_days`,
  );
  const days = await tables.engine.rows(
    `SELECT gap_days, days, count(*) FILTER (stopped) AS stopped, count(*) FILTER (NOT stopped) AS cut_off
     FROM ${table} GROUP BY gap_days, days ORDER BY gap_days, days`,
  );
  return gaps.map((gap) => ({
    gapDays: number(gap.gap_days),
    people: shown(tables, gap.people, gap.people),
    days: days
      .filter((row) => row.gap_days === gap.gap_days)
      .map((row) => ({ day: number(row.days), stopped: number(row.stopped), cutOff: number(row.cut_off) })),
  }));
}

export interface Step {
  condition: string;
  line: number;
  from: string;
  to: string;
  people: number;
}

/** Who went from which line of treatment to which next, by condition; `most` conditions, small flows left out and counted. */
export async function treatmentLines(
  tables: Tables,
  most: number,
  lines: number,
  drugs: number,
): Promise<{ steps: Step[]; leftOut: number }> {
  const trials = from(tables, 'trials');
  const flows = `WITH chosen AS (SELECT condition FROM ${trials} WHERE condition IS NOT NULL AND line > 1
      GROUP BY condition ORDER BY count(DISTINCT patient) DESC, condition LIMIT ${most}),
    common AS (SELECT condition, ingredient FROM (SELECT condition, ingredient,
        row_number() OVER (PARTITION BY condition ORDER BY count(DISTINCT patient) DESC, ingredient) AS place
      FROM ${trials} SEMI JOIN chosen USING (condition) GROUP BY condition, ingredient) WHERE place <= ${drugs}),
    held AS (SELECT t.patient, t.condition, t.line,
        string_agg(DISTINCT CASE WHEN c.ingredient IS NULL THEN 'other' ELSE t.ingredient END, ' + '
          ORDER BY CASE WHEN c.ingredient IS NULL THEN 'other' ELSE t.ingredient END) AS drug
      FROM ${trials} t SEMI JOIN chosen USING (condition) LEFT JOIN common c USING (condition, ingredient)
      WHERE t.line <= ${lines} GROUP BY t.patient, t.condition, t.line)
    SELECT a.condition, a.line, a.drug AS f, coalesce(b.drug, 'no further line') AS t, count(DISTINCT a.patient) AS people
    FROM held a LEFT JOIN held b ON b.patient = a.patient AND b.condition = a.condition AND b.line = a.line + 1
    WHERE a.line < ${lines} GROUP BY ALL`;
  const found = await tables.engine.rows(
    `SELECT * FROM (${flows}) WHERE people >= ${tables.minCell} ORDER BY condition, line, people DESC, f, t`,
  );
  const [small] = await tables.engine.rows(`SELECT count(*) AS n FROM (${flows}) WHERE people < ${tables.minCell}`);
  const steps = found.map((row) => ({
    condition: text(row.condition),
    line: number(row.line),
    from: text(row.f),
    to: text(row.t),
    people: number(row.people),
  }));
  return { steps, leftOut: number(small?.n) };
}
