import { assumeSupply, type EventColumns, engineFor, type SupplyAssumption } from '../../methods/adherence/index.ts';
import { awayOf, type MeasureOptions, numberCell, valueColumns, whyNone } from './measure-rows.ts';
import { cell } from './output.ts';
import type { OnPatient } from './patients.ts';
import { fillsOf, pdcOver } from './pdc-measure.ts';
import type { Plan } from './plan.ts';

export function boundsHeader(plan: Plan): string[] {
  return ['patient_id', ...valueColumns(plan).flatMap((name) => [name, `${name}_low`, `${name}_high`]), 'reason'];
}

/**
 * Writes one line per patient with the measure and its bounds. Where days' supply is missing the measure itself is absent
 * unless both bounds agree; the bounds take such a fill to have covered nothing, or everything until the next one.
 */
export function boundsRows(plan: Plan, options: MeasureOptions, write: (line: string) => void): OnPatient {
  const engine = engineFor(plan.settings);
  const names = valueColumns(plan);
  let supply = new Float64Array(0);
  let patient = 0;

  /** The measures under one assumption, and whether anything had to be assumed. */
  function under(assumption: SupplyAssumption, id: string, events: EventColumns, from: number, to: number) {
    const problem = engine.open(events, from, to, patient);
    if (problem) return { problem, missing: false, values: [] };
    if (supply.length < to) supply = new Float64Array(2 * to);
    const missing = assumeSupply(events, from, to, engine.windows.followUpEnd, assumption, supply);
    const assumed = { ...events, supply };
    engine.open(assumed, from, to, patient);
    const { rules, stays, observedUntil } = options.pdc;
    const values = names.map((name) => {
      if (name !== 'pdc') return engine.measure(name);
      const fills = fillsOf(assumed, from, to);
      const found = pdcOver(fills, engine.windows, rules, awayOf(stays, id), observedUntil(id));
      return found.pdc === null ? found.reason : found.pdc;
    });
    return { problem: null, missing, values };
  }

  return (id, events, from, to) => {
    const low = under('none', id, events, from, to);
    const high = under('until-next-fill', id, events, from, to);
    patient++;
    let line = cell(id);
    const reasons = new Set<string>(low.problem ? [whyNone(low.problem, events)] : []);
    names.forEach((name, i) => {
      const [least, most] = [low.values[i], high.values[i]];
      if (typeof least !== 'number' || typeof most !== 'number') {
        line += ',,,';
        if (typeof least === 'string') reasons.add(names.length === 1 ? least : `${name} ${least}`);
      } else if (low.missing && name === 'cma8') {
        line += ',,,';
        reasons.add('days-supply-missing');
      } else {
        const known = !low.missing || least === most;
        line += `,${known ? numberCell(least) : ''},${numberCell(least)},${numberCell(most)}`;
        if (!known) reasons.add('days-supply-missing');
      }
    });
    write(`${line},${[...reasons].join('; ')}\n`);
  };
}
