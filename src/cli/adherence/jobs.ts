import { UserError } from '../../domain/problem.ts';
import { boundsHeader, boundsRows } from './bounds-rows.ts';
import type { RunFigure } from './figure.ts';
import { withGivenStarts } from './given-starts.ts';
import { groupRows, readGroupExpressions } from './group-rows.ts';
import { type MeasureOptions, measureHeader, measureRows } from './measure-rows.ts';
import { missingSupply } from './missing-supply.ts';
import { fileOutput } from './output.ts';
import { PACK } from './pdc-measure.ts';
import { curveLines, persistenceHeader, persistenceRows } from './persistence-rows.ts';
import { PHASES_HEADER, phaseRows } from './phase-rows.ts';
import { type Plan, standsAlone } from './plan.ts';
import { PMN_HEADER, pmnRows } from './pmn-rows.ts';
import { polypharmacyRows } from './polypharmacy-rows.ts';
import { withPrescribedDurations } from './prescribed-durations.ts';
import type { Job } from './read-events.ts';
import { cutOff, gapsOf, numberIn, observation, pdcRulesOf, prescribedInput, type RunOptions } from './run-options.ts';
import { readAlternatives, readEpisodes, readPrescriptions, readStays } from './small-table.ts';

type Write = (text: string) => void;
const nothing = (): void => undefined;

/** What one run does with each patient, by its plan; the header is written at once. */
export type JobMaker = (write: Write, categories: readonly string[]) => Job;

/** Side files are read once, however often the job has to begin again. */
export function jobMaker(plan: Plan, options: RunOptions, figure: RunFigure | null): JobMaker {
  const make = measuresMaker(plan, options, figure);
  const durations = options.prescribed ? prescribedInput(options, options.prescribed) : null;
  return (write, categories) => {
    const job = make(write, categories);
    const measured = durations ? withPrescribedDurations(durations, categories, job.onPatient) : job.onPatient;
    return { onPatient: withGivenStarts(plan, measured), finish: job.finish };
  };
}

function measuresMaker(plan: Plan, options: RunOptions, figure: RunFigure | null): JobMaker {
  const alone = standsAlone(plan);
  if (alone === 'pmn') return pmnMaker(options);
  if (alone === 'phases') return phasesMaker(plan, options);
  if (alone === 'persistence') return persistenceMaker(plan, options, figure);
  const { polypharmacy } = options;
  if (polypharmacy !== undefined) {
    return (write) => {
      const { header, onPatient } = polypharmacyRows(plan, polypharmacy, options.overTime ?? false, write);
      write(`${header.join(',')}\n`);
      return { onPatient, finish: nothing };
    };
  }
  return measureMaker(plan, options, figure);
}

function measureMaker(plan: Plan, options: RunOptions, figure: RunFigure | null): JobMaker {
  const settings: MeasureOptions = {
    pdc: {
      rules: pdcRulesOf(options),
      stays: options.stays ? readStays(options.stays) : { inpatient: new Map(), hospice: new Map() },
      adherent: options.threshold !== undefined,
      observedUntil: observation(options),
    },
    episodes: options.episodes ? readEpisodes(options.episodes) : null,
    ...(figure ? { onValue: figure.value } : {}),
  };
  const bounds = missingSupply(options.missingSupply).otherwise === 'bounds';
  if (bounds && (plan.part !== 'whole' || options.groups)) {
    throw new UserError('--missing-supply bounds gives bounds per patient: not per episode, window or group');
  }
  const expressions = options.groups ? readGroupExpressions(options.groups) : null;
  return (write, categories) => {
    if (bounds) {
      write(`${boundsHeader(plan).join(',')}\n`);
      return { onPatient: boundsRows(plan, settings, write), finish: nothing };
    }
    write(`${measureHeader(plan, expressions !== null, settings.pdc.adherent).join(',')}\n`);
    const row = measureRows(plan, settings, write);
    const perPatient = expressions ? groupRows(expressions, categories, row, options.windowsPerGroup ?? false) : row;
    return {
      onPatient(id, events, from, to) {
        figure?.patient(id, events, from, to, categories);
        perPatient(id, events, from, to);
      },
      finish: nothing,
    };
  };
}

function persistenceMaker(plan: Plan, options: RunOptions, figure: RunFigure | null): JobMaker {
  const gaps = gapsOf(options, plan);
  const observedUntil = observation(options);
  return (write) => {
    const rows = persistenceRows(plan, gaps, observedUntil, write);
    write(`${persistenceHeader(gaps).join(',')}\n`);
    const finish = (): void => {
      if (options.curve) writeWhole(options.curve, curveLines(rows.curves(), rows.coveredByDay));
      figure?.persistence(rows.curves(), rows.coveredByDay);
    };
    return { onPatient: rows.onPatient, finish };
  };
}

function phasesMaker(plan: Plan, options: RunOptions): JobMaker {
  const { permittedGap } = plan.episodes;
  if (!('days' in permittedGap)) throw new UserError('--measure phases takes --max-gap in days');
  const settings = {
    settings: plan.settings,
    permittedGapDays: permittedGap.days,
    observedUntil: observation(options),
    prescriptions: options.prescriptions ? readPrescriptions(options.prescriptions) : new Map(),
  };
  return (write, categories) => {
    write(`${PHASES_HEADER.join(',')}\n`);
    return phaseRows(settings, categories, write);
  };
}

function pmnMaker(options: RunOptions): JobMaker {
  if (!options.prescriptions)
    throw new UserError('--measure pmn needs --prescriptions FILE (patient_id,date,category)');
  const prescriptions = readPrescriptions(options.prescriptions);
  const horizon = {
    withinDays: numberIn(options.within, '--within') ?? PACK.pmnWithinDays,
    observedUntil: cutOff(options),
    isAlternative: options.alternatives ? readAlternatives(options.alternatives) : () => false,
  };
  return (write, categories) => {
    const rows = pmnRows(prescriptions, categories, horizon, write);
    write(`${PMN_HEADER.join(',')}\n`);
    return rows;
  };
}

export function writeWhole(path: string, text: string): void {
  const file = fileOutput(path);
  file.write(text);
  void file.close();
}
