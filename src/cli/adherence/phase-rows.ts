import { isoDay } from '../../domain/time.ts';
import {
  type AdherencePhases,
  adherencePhases,
  type EngineSettings,
  engineFor,
  type Prescription,
  supplyTimeline,
} from '../../methods/adherence/index.ts';
import { cell } from './output.ts';
import type { OnPatient } from './patients.ts';
import { fillsOf } from './pdc-measure.ts';

export const PHASES_HEADER = [
  'patient_id',
  'category',
  'initiation',
  'start',
  'delay_days',
  'implementation',
  'discontinuation',
  'end',
  'persistence_days',
  'reason',
];

/** What phases are judged by, beside the events. */
export interface PhaseOptions {
  readonly settings: EngineSettings;
  readonly permittedGapDays: number;
  readonly observedUntil: (id: string) => number | undefined;
  readonly prescriptions: ReadonlyMap<string, readonly Prescription[]>;
}

/**
 * The ABC phases, one line per patient and drug: whether and when it was begun, how much of the time until its end was
 * supplied, and how it ended. A drug prescribed and never dispensed under observation was not initiated.
 */
export function phaseRows(
  options: PhaseOptions,
  categories: readonly string[],
  write: (line: string) => void,
): { readonly onPatient: OnPatient; readonly finish: () => void } {
  const engine = engineFor(options.settings);
  const { mode } = options.settings;
  const maxCarryOverDays = mode.kind === 'by-drug' ? mode.maxCarryOverDays : undefined;
  const seen = new Set<string>();
  const prescribedDay = (orders: readonly Prescription[], drug: string): number | null =>
    orders
      .filter((order) => order.drug === drug)
      .reduce<number | null>((day, o) => Math.min(day ?? o.day, o.day), null);

  let patient = 0;
  const onPatient: OnPatient = (id, events, from, to) => {
    const problem = engine.open(events, from, to, patient++);
    if (problem) return write(`${cell(id)},,,,,,,,,${problem}\n`);
    const { followUpStart, followUpEnd } = engine.windows;
    const until = Math.min(followUpEnd, options.observedUntil(id) ?? followUpEnd);
    const orders = options.prescriptions.get(id) ?? [];
    seen.add(id);
    const fills = fillsOf(events, from, to).filter(({ day }) => day >= followUpStart && day < until);
    const names = new Set([
      ...fills.map(({ drug }) => categories[Number(drug)] ?? ''),
      ...orders.map(({ drug }) => drug),
    ]);
    for (const name of names) {
      const own = fills.filter(({ drug }) => (categories[Number(drug)] ?? '') === name);
      const supplied = supplyTimeline(own, { until, maxCarryOverDays });
      const course = { prescribed: prescribedDay(orders, name), supplied, observedUntil: until, plannedEnd: null };
      write(lineOf(id, name, adherencePhases({ ...course, fillsAreSeen: true }, options.permittedGapDays)));
    }
  };
  const finish = (): void => {
    for (const [id, orders] of options.prescriptions) {
      if (seen.has(id)) continue;
      for (const name of new Set(orders.map(({ drug }) => drug))) {
        write(`${cell(id)},${cell(name)},not-initiated,,,,,,,\n`);
      }
    }
  };
  return { onPatient, finish };
}

function lineOf(id: string, name: string, phases: AdherencePhases): string {
  const { initiation, implementation, discontinuation, persistenceDays } = phases;
  const begun = initiation.state === 'initiated' ? initiation : null;
  const end = discontinuation && 'day' in discontinuation ? isoDay(Math.floor(discontinuation.day)) : '';
  const cells = [
    cell(id),
    cell(name),
    initiation.state,
    begun ? isoDay(Math.floor(begun.day)) : '',
    begun?.delayDays ?? '',
    implementation?.share ?? '',
    discontinuation?.state ?? '',
    end,
    persistenceDays ?? '',
    discontinuation?.state === 'unknown' ? discontinuation.reason : '',
  ];
  return `${cells.join(',')}\n`;
}
