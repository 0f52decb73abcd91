/** Makes one judged trial from the short form the cases are written in. */
import type { Course } from '../../domain/course.ts';
import { type GateName, GateName as GateNames } from '../../domain/finding.ts';
import type { Answer, CauseTerm, CourseTerm } from '../../domain/terms.ts';
import { momentOfDay } from '../../domain/time.ts';
import type { DrugLevel, Trial } from '../../domain/trial.ts';
import type { Verdict, WeighedCause } from '../../domain/verdict.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

/** A trial as a case writes it; gates not written are yes, the course is primary non-response. */
export interface CaseTrial {
  drug: string;
  /** first day, and the day after the last one; null while it runs */
  days: [from: number, to: number | null];
  /** one dose, or steps of [first day, mg a day]; null: not known */
  mg?: number | [from: number, mg: number][] | null;
  condition?: string | null;
  basis?: 'recorded' | 'inferred';
  route?: string | null;
  regimen?: string;
  course?: CourseTerm;
  failure?: boolean | null;
  gates?: Partial<Record<GateName, Answer>>;
  causes?: CauseTerm[];
  /** the judging measure with its value before and at the judging outcome */
  outcome?: [measure: string, baseline: number, value: number];
  levels?: [day: number, value: number, unit: string, verdict: DrugLevel['verdict']][];
  /** kinds of evidence of taking */
  sources?: ('dispensing' | 'observed' | 'statement')[];
  asNeeded?: boolean;
  undatedStop?: boolean;
}

/** The trial itself. */
export function trialOf(given: CaseTrial, place: number, condition: string, knowledge: Knowledge): Trial {
  const ingredient = knowledge.drugs.byName(given.drug)[0];
  if (!ingredient) throw new Error(`no drug is called ${given.drug}`);
  const [from, to] = given.days;
  const name = given.condition === undefined ? condition : given.condition;
  const steps = given.mg == null ? [] : Array.isArray(given.mg) ? given.mg : [[from, given.mg] as [number, number]];
  const has = (source: string): boolean => given.sources?.includes(source as 'observed') ?? false;
  return {
    id: `p/${given.drug}/${place}`,
    ingredient: { id: ingredient.id, name: ingredient.name },
    partners: [],
    product: null,
    text: given.drug,
    atc: knowledge.drugs.facts(ingredient.id)?.atc ?? [],
    route: given.route === undefined ? 'oral' : given.route,
    form: null,
    regimen: given.regimen ?? null,
    indication: name === null ? null : { text: name, condition: name, basis: given.basis ?? 'recorded', records: [] },
    start: from,
    startMoment: momentOfDay(from),
    startBasis: 'ordered',
    end: to,
    endMoment: to === null ? null : momentOfDay(to),
    endReason: given.undatedStop ? 'unknown-stop' : to === null ? null : 'dated-stop',
    stop: null,
    plannedEnd: null,
    fixedCourse: false,
    asNeeded: given.asNeeded ?? false,
    initiation: { answer: given.gates?.filled ?? 'yes', because: 'dispensed', pharmacyCovers: 'yes', records: [] },
    doses: steps.map(([start, mg], index) => ({
      from: start,
      to: steps[index + 1]?.[0] ?? to ?? 100_000,
      dailyDose: mg,
      unit: 'mg',
      perIntake: null,
      intakesPerDay: null,
      route: null,
      timing: null,
      records: [],
    })),
    supply: [],
    taking: [],
    levels: (given.levels ?? []).map(([day, value, unit, verdict], index) => ({
      day,
      minute: day * 1440,
      value,
      unit,
      low: null,
      high: null,
      verdict,
      rangeFrom: null,
      sources: [],
      checked: true,
      record: `level/${index}`,
    })),
    orders: [`order/${place}`],
    supplies: has('dispensing') ? [`supply/${place}`] : [],
    intakes: has('observed') ? [`intake/${place}`] : [],
    statements: has('statement') ? [`statement/${place}`] : [],
  };
}

/** Its course. */
export function courseOf(given: CaseTrial): Course {
  const term = given.course ?? 'primary-non-response';
  const failure = given.failure === undefined ? term !== 'responding' : given.failure;
  const [measure, baseline, value] = given.outcome ?? [null, null, null];
  const point = (day: number, phase: 'baseline' | 'on-treatment', at: number | null) =>
    at === null ? null : { day, value: at, phase, record: 'obs' };
  return {
    term,
    certainty: 'probable',
    failure,
    window: { from: given.days[0], to: given.days[1] ?? 100_000 },
    adequateDays: null,
    adequateSources: [],
    adequateChecked: true,
    criterion:
      measure === null
        ? null
        : { id: 'c', condition: null, measure, unit: null, kind: 'response', sources: [], checked: true },
    points: [],
    baseline: point(given.days[0] - 1, 'baseline', baseline),
    best: null,
    judging: point(given.days[0] + 1, 'on-treatment', value),
    lost: null,
    target: null,
    judgedOn: null,
    challenge: null,
    challengeRecords: [],
    confounders: [],
    evidence: [],
    missing: [],
  };
}

/** Its verdict. */
export function verdictOf(given: CaseTrial, trial: string): Verdict {
  const causes = (given.causes ?? []).map(
    (term): WeighedCause => ({
      term,
      family: '',
      step: 1,
      certainty: 'probable',
      share: null,
      explainedBy: [],
      told: [],
    }),
  );
  return {
    trial,
    headline: { term: given.course ?? 'primary-non-response', kind: 'course' },
    fairChance: 'unknown',
    gates: GateNames.options.map((gate) => ({ gate, answer: given.gates?.[gate] ?? 'yes', values: {} })),
    causes,
    risks: [],
    excluded: [],
    notAssessed: [],
    checks: [],
  };
}
