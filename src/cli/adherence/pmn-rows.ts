import { isoDay } from '../../domain/time.ts';
import { type Dispensing, type Prescription, primaryNonAdherence } from '../../methods/adherence/index.ts';
import { cell } from './output.ts';
import type { OnPatient } from './patients.ts';
import { PACK } from './pdc-measure.ts';

export const PMN_HEADER = ['patient_id', 'prescription', 'category', 'date', 'pmn', 'days_to_initiation', 'reason'];

export interface PmnOptions {
  readonly withinDays: number;
  readonly observedUntil: number | undefined;
  /** True where dispensing the second drug answers a prescription of the first. */
  readonly isAlternative: (prescribed: string, dispensed: string) => boolean;
}

/**
 * Primary non-adherence, one line per prescription: 1 not filled in time, 0 filled, empty with a reason otherwise.
 *
 * Only the dispensings of patients with prescriptions are kept until the end, since the last day in the data decides
 * which prescriptions are too recent to judge.
 */
export function pmnRows(
  prescriptions: ReadonlyMap<string, readonly Prescription[]>,
  categories: readonly string[],
  options: PmnOptions,
  write: (line: string) => void,
): { readonly onPatient: OnPatient; readonly finish: () => void } {
  const dispensings = new Map<string, Dispensing[]>();
  let lastDay = Number.NEGATIVE_INFINITY;
  const onPatient: OnPatient = (id, events, from, to) => {
    const wanted = prescriptions.has(id);
    const own: Dispensing[] = [];
    for (let i = from; i < to; i++) {
      const day = events.day[i] as number;
      lastDay = Math.max(lastDay, day);
      if (wanted) own.push({ drug: categories[events.category[i] as number] ?? '', day });
    }
    if (wanted) dispensings.set(id, own);
  };
  const finish = (): void => {
    const rules = {
      withinDays: options.withinDays,
      priorDays: PACK.pmnPriorDays,
      observedUntil: options.observedUntil ?? lastDay + 1,
      isAlternative: options.isAlternative,
    };
    for (const [id, orders] of prescriptions) {
      const outcomes = primaryNonAdherence(orders, dispensings.get(id) ?? [], rules);
      outcomes.forEach((found, i) => {
        const order = orders[i];
        if (!order) return;
        const head = `${cell(id)},${cell(order.id)},${cell(order.drug)},${isoDay(order.day)}`;
        if (found.outcome === 'filled') write(`${head},0,${found.daysToInitiation},\n`);
        else if (found.outcome === 'not-filled') write(`${head},1,${found.daysToInitiation ?? ''},\n`);
        else write(`${head},,,${found.reason}\n`);
      });
    }
  };
  return { onPatient, finish };
}
