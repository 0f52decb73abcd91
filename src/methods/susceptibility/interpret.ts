/** S, I or R of one test: expected resistance first, then what the laboratory said, then the value against a table. */
import type { Agent, ExpectedResistance, Germs, Phenotype, Taxon } from '../../knowledge/germs/index.ts';
import {
  expectedAnswer,
  type Interpretation,
  type InterpretationProblem,
  impliedAnswer,
  nothing,
  reportedAnswer,
} from './answer.ts';
import {
  type Breakpoint,
  type BreakpointTable,
  CATEGORIES,
  type Category,
  comparison,
  type Method,
} from './breakpoint.ts';
import { amrCategory } from './compat-amr.ts';
import { ranksOf, rowsByTest, selectRows } from './select-rows.ts';
import { intervalOf, parseValue, type ValueInterval } from './value.ts';

/** One test as a laboratory writes it. `value` a MIC in mg/L ("<=0.5") or a zone in mm; `reported` its own S, I or R. */
export interface Test {
  organism: string;
  agent: string;
  method?: string;
  value?: string;
  site?: string;
  reported?: string;
}

export interface InterpreterOptions {
  /** a urinary isolate without a row for urinary infection takes the general one; default false */
  siteFallBack?: boolean;
  /** `amr`: answers as AMR 3.0.0 does by default, no expected resistance, one row and one category; for comparison only */
  compat?: 'amr';
}

export interface Interpreter {
  interpret(test: Test): Interpretation;
}

const METHODS: Readonly<Record<string, Method>> = {
  mic: 'MIC',
  etest: 'MIC',
  gradient: 'MIC',
  disk: 'DISK',
  disc: 'DISK',
  zone: 'DISK',
  'disk diffusion': 'DISK',
};
const REPORTED: Readonly<Record<string, Category>> = { s: 'S', i: 'I', r: 'R', sdd: 'I', ns: 'R' };

/** A germ and an agent and what is known of the pair before anything is measured. */
interface Pair {
  taxon: Taxon;
  agent: Agent;
  expected: ExpectedResistance | null;
  phenotype: Phenotype | null;
  plans: Map<string, Plan>;
}

/** The rows that answer for a pair, method and site, with the answers already given. */
interface Plan {
  answers: { row: Breakpoint; compare: (value: ValueInterval) => readonly Category[] }[];
  without: InterpretationProblem | null;
  known: Map<string, Interpretation>;
}

/**
 * Prepares a table for many tests; null table: only expected resistance and reported categories.
 *
 * Everything that repeats (names, pairs, rows, values) is looked up once and kept, so that a million tests of a hospital
 * cost a million map look-ups.
 * @example
 * interpreterFor(germs, null).interpret({ organism: 'K. pneumoniae', agent: 'ampicillin' }).categories //=> ['R']
 */
export function interpreterFor(
  germs: Germs,
  table: BreakpointTable | null,
  options: InterpreterOptions = {},
): Interpreter {
  const isAmr = options.compat === 'amr';
  const byTest = rowsByTest(table?.rows ?? [], germs);
  const organisms = new Map<
    string,
    { taxon: Taxon; phenotypes: Phenotype[]; pairs: Map<string, Pair | null> } | null
  >();

  const organismOf = (text: string) => {
    const { taxon, phenotypes } = germs.organism({ text, codings: [] });
    const found = taxon && { taxon, phenotypes, pairs: new Map<string, Pair | null>() };
    organisms.set(text, found);
    return found;
  };
  const pairOf = (
    organism: { taxon: Taxon; phenotypes: Phenotype[]; pairs: Map<string, Pair | null> },
    text: string,
  ) => {
    const agent = germs.agentNamed(text);
    const found = agent && {
      taxon: organism.taxon,
      agent,
      expected: isAmr ? null : germs.expected(organism.taxon.id, agent.code),
      phenotype: organism.phenotypes.find((row) => germs.codes(row.resistantTo).has(agent.code)) ?? null,
      plans: new Map<string, Plan>(),
    };
    organism.pairs.set(text, found);
    return found;
  };
  const planOf = (pair: Pair, key: string, method: Method, site: string): Plan => {
    const rows = byTest.get(`${pair.agent.code}|${method}`) ?? [];
    const lineage = germs.lineage(pair.taxon.id);
    const inLine = rows.filter((row) => lineage.includes(row.taxon));
    const selected = selectRows(inLine, ranksOf(pair.taxon.id, germs), site, options.siteFallBack ?? false);
    const guideline = table?.guideline ?? 'EUCAST';
    const plan: Plan = {
      answers: selected.rows.map((row) => ({ row, compare: comparison(row, guideline, germs.thresholds) })),
      without: selected.rows.length > 0 ? null : inLine.length > 0 ? 'no-breakpoint-for-site' : 'no-breakpoint',
      known: new Map(),
    };
    pair.plans.set(key, plan);
    return plan;
  };
  const amrAnswer = (plan: Plan, value: NonNullable<ReturnType<typeof parseValue>>): Interpretation => {
    const row = plan.answers[0]?.row;
    const category = row ? amrCategory(row, table?.guideline ?? 'EUCAST', germs.thresholds, value) : null;
    if (!row || category === null) return nothing(value.comparator === null ? 'no-category' : 'bounded-value');
    const categories = [category];
    const rows = [{ row: row.id, site: row.site, categories }];
    return {
      categories,
      basis: 'breakpoint',
      table: table?.name ?? null,
      version: table?.version ?? null,
      rows,
      problem: null,
    };
  };
  const measured = (plan: Plan, text: string): Interpretation => {
    const value = parseValue(text);
    const answer = !value
      ? nothing('not-a-value')
      : isAmr
        ? amrAnswer(plan, value)
        : compared(plan, intervalOf(value.value, value.comparator), table);
    plan.known.set(text, answer);
    return answer;
  };

  return {
    interpret(test) {
      const organism = organisms.get(test.organism) ?? organismOf(test.organism);
      if (!organism) return reportedOnly(test, 'unknown-organism');
      const pair = organism.pairs.get(test.agent) ?? pairOf(organism, test.agent);
      if (!pair) return reportedOnly(test, 'unknown-agent');
      const reported = REPORTED[test.reported?.trim().toLowerCase() ?? ''];
      if (pair.expected) return expectedAnswer(pair.expected, reported);
      if (reported) return reportedAnswer(reported);
      if (pair.phenotype) return impliedAnswer(pair.phenotype);
      if (test.value === undefined || test.value === '') return nothing('no-value');
      const key = `${test.method ?? 'MIC'}|${test.site ?? ''}`;
      let plan = pair.plans.get(key);
      if (!plan) {
        const method = METHODS[(test.method ?? 'MIC').trim().toLowerCase()];
        if (!method) return nothing('unknown-method');
        plan = planOf(pair, key, method, test.site ?? '');
      }
      if (plan.without) return nothing(plan.without);
      return plan.known.get(test.value) ?? measured(plan, test.value);
    },
  };
}

function compared(plan: Plan, value: ValueInterval, table: BreakpointTable | null): Interpretation {
  const rows = plan.answers.map(({ row, compare }) => ({ row: row.id, site: row.site, categories: compare(value) }));
  const categories = CATEGORIES.filter((category) => rows.some((row) => row.categories.includes(category)));
  const differ = rows.some((row) => row.categories.join() !== rows[0]?.categories.join());
  const problem =
    categories.length === 0
      ? 'no-category'
      : differ
        ? 'depends-on-site'
        : categories.length > 1
          ? 'bounded-value'
          : null;
  return {
    categories,
    basis: categories.length > 0 ? 'breakpoint' : null,
    table: table?.name ?? null,
    version: table?.version ?? null,
    rows,
    problem,
  };
}

function reportedOnly(test: Test, problem: InterpretationProblem): Interpretation {
  const reported = REPORTED[test.reported?.trim().toLowerCase() ?? ''];
  return reported ? reportedAnswer(reported) : nothing(problem);
}
