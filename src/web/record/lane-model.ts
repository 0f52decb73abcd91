/** A trial as lanes: what each bar and point is, in words, and which row of the record stands behind it. */
import type { TrialAssessment } from '../../domain/assessment.ts';
import { isoDay, parseMoment } from '../../domain/time.ts';
import type { LaneBar, LaneMark, LanePoint, TrialLane } from '../../figures/index.ts';
import type { Beside } from '../protocol.ts';
import { filled, type Words } from '../words.ts';

/** One mark: its words and the rows behind it. */
export interface MarkFacts {
  words: string;
  lane: string;
  records: readonly string[];
}

export interface LaneModel {
  lanes: TrialLane[];
  marks: MarkFacts[];
  /** first day of the whole picture and the day after its last */
  from: number;
  to: number;
}

const dayOf = (day: string): number => parseMoment(day)?.day ?? 0;
const after = (day: string): number => dayOf(day) + 1;
const shareText = (share: number): string => `${Math.round(share * 100)}%`;

/** The lanes of a trial; `end` is the day the record is judged at. */
export function laneModel(trial: TrialAssessment, beside: Beside, end: string, words: Words['record']): LaneModel {
  const marks: MarkFacts[] = [];
  const say = words.markWords;
  const lanes: TrialLane[] = [];
  const inLane = (name: string) => ({
    mark: (text: string, records: readonly string[]): LaneMark => {
      marks.push({ words: text, lane: name, records });
      return { place: marks.length - 1, words: `${name}: ${text}` };
    },
  });
  const add = (name: string, bars: readonly LaneBar[], points: readonly LanePoint[]): void => {
    if (bars.length + points.length > 0) lanes.push({ name, bars, points });
  };

  const { outcomes } = trial;
  if (outcomes !== null && outcomes.points.length > 0) {
    const unit = outcomes.unit === null ? '' : ` ${outcomes.unit}`;
    const name = filled(words.lane.outcome, { measure: `${outcomes.measure}${unit}` });
    const { mark } = inLane(name);
    const { baseline, target } = outcomes;
    lanes.push({
      name,
      bars: [],
      points: [],
      chart: {
        values: outcomes.points.map(({ value }) => value),
        points: outcomes.points.map(({ day, value, phase, record }) => ({
          at: dayOf(day),
          shape: phase === 'on-treatment' ? 'circle' : 'ring',
          mark: mark(filled(say.outcome, { measure: outcomes.measure, value, day, phase }), [record]),
        })),
        lines: [
          ...(baseline === null
            ? []
            : [{ value: baseline, name: filled(words.lane.baseline, { value: rounded(baseline) }) }]),
          ...(target === null ? [] : [{ value: target, name: filled(words.lane.target, { value: rounded(target) }) }]),
        ],
      },
    });
  }

  const supply = inLane(words.lane.supply);
  const fills = beside.fills[trial.id] ?? [];
  add(
    words.lane.supply,
    trial.supply.flatMap((run) => supplyBars(run, fills, say, supply.mark)),
    fills.map(({ day, daysSupply, record }) => ({
      at: dayOf(day),
      shape: 'flag',
      mark: supply.mark(
        filled(say.fill, { day, days: daysSupply === null ? '' : filled(say.forDays, { days: daysSupply }) }),
        [record],
      ),
    })),
  );

  const taking = inLane(words.lane.taking);
  add(
    words.lane.taking,
    trial.taking.map(({ from, to, share, source, records }) => ({
      from: dayOf(from),
      to: after(to),
      kind: share === 0 ? 'absent' : 'full',
      share: share === 0 ? 1 : share,
      mark: taking.mark(
        filled(say.taking, { share: shareText(share), source: source.replaceAll('-', ' '), from, to }),
        records,
      ),
    })),
    [],
  );

  const dose = inLane(words.lane.dose);
  const highest = Math.max(0, ...trial.doses.map(({ dailyDose }) => dailyDose ?? 0));
  add(
    words.lane.dose,
    trial.doses.map(({ from, to, dailyDose, unit, records }) => {
      const text = dailyDose === null ? '?' : `${rounded(dailyDose)} ${unit ?? ''}`.trim();
      return {
        from: dayOf(from),
        to: after(to),
        kind: 'carried',
        share: highest === 0 || dailyDose === null ? 1 : dailyDose / highest,
        text,
        mark: dose.mark(filled(say.dose, { dose: text, from, to }), records),
      };
    }),
    [],
  );

  for (const drug of trial.exposure.beside) {
    const name = filled(words.lane.beside, { drug: drug.name });
    const { mark } = inLane(name);
    const timing = beside.timing[`${trial.id}|${drug.id}`];
    const bars = drug.periods.flatMap(({ from, to }): LaneBar[] => {
      const [first, last] = [dayOf(from), to === null ? after(end) : after(to)];
      const use = filled(say.beside, { drug: drug.name, from, to: to ?? '…' });
      if (timing === undefined) return [{ from: first, to: last, kind: 'full', mark: mark(use, drug.records) }];
      const full = Math.min(last, first + Math.max(timing.maxDays, timing.onsetDays));
      const gone = last + timing.offsetDays;
      const rises = filled(say.rising, { drug: drug.name, from: isoDay(first + timing.onsetDays), to: isoDay(full) });
      const fades = filled(say.fading, { drug: drug.name, from: isoDay(last), to: isoDay(gone) });
      return [
        ...(full > first ? [{ from: first, to: full, kind: 'rising' as const, mark: mark(rises, drug.records) }] : []),
        { from: full, to: last, kind: 'full', mark: mark(use, drug.records) },
        ...(to === null ? [] : [{ from: last, to: gone, kind: 'fading' as const, mark: mark(fades, drug.records) }]),
      ];
    });
    add(name, bars, []);
  }

  const pointsOf = (
    name: string,
    shape: LanePoint['shape'],
    list: readonly { day: string | null; what: string; record: string }[],
  ): void => {
    const { mark } = inLane(name);
    add(
      name,
      [],
      list.map(({ day, what, record }) => ({
        at: dayOf(day ?? trial.start),
        shape,
        mark: mark(filled(say.point, { what, day: day ?? '?' }), [record]),
      })),
    );
  };
  pointsOf(words.lane.levels, 'diamond', beside.levels[trial.id] ?? []);
  pointsOf(words.lane.cultures, 'cross', beside.cultures);
  pointsOf(words.lane.genotypes, 'square', beside.genotypes);

  const stays = inLane(words.lane.stays);
  add(
    words.lane.stays,
    beside.stays.map(({ from, to, what, record }) => ({
      from: dayOf(from),
      to: to === null ? after(end) : after(to),
      kind: 'frame',
      text: what,
      mark: stays.mark(filled(say.stay, { what, from, to: to ?? '…' }), [record]),
    })),
    [],
  );

  const first = Math.min(dayOf(trial.start), ...(outcomes?.points ?? []).map(({ day }) => dayOf(day)));
  const last = Math.max(after(trial.end ?? end), ...(outcomes?.points ?? []).map(({ day }) => after(day)));
  const room = Math.max(2, Math.round((last - first) * 0.03));
  return { lanes, marks, from: first - room, to: last + room };
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** A run of supply, with the days beyond its own fill's days as carried over. */
function supplyBars(
  run: TrialAssessment['supply'][number],
  fills: Beside['fills'][string],
  say: Words['record']['markWords'],
  mark: (text: string, records: readonly string[]) => LaneMark,
): LaneBar[] {
  const [from, to] = [dayOf(run.from), after(run.to)];
  const own = fills.filter(({ record }) => run.records.includes(record));
  const nominal = Math.max(0, ...own.map(({ day, daysSupply }) => dayOf(day) + (daysSupply ?? 0)));
  const whole: LaneBar = {
    from,
    to,
    kind: 'full',
    mark: mark(filled(say.supply, { from: run.from, to: run.to }), run.records),
  };
  if (nominal <= from || nominal >= to) return [whole];
  const carried = filled(say.carried, { from: isoDay(nominal), to: run.to });
  return [
    { ...whole, to: nominal },
    { from: nominal, to, kind: 'carried', mark: mark(carried, run.records) },
  ];
}
