/** `rxwhy adherence`: adherence measures of a dispensing table. */
import { Command } from 'commander';
import pkg from '../../../package.json' with { type: 'json' };
import { measureOptions, outputOptions, sideFileOptions, supplyOptions, windowOptions } from './command-options.ts';
import { runAdherence } from './run.ts';
import type { RunOptions } from './run-options.ts';

const HELP = `
Input: patient_id, date (ISO), days_supplied (days, above 0, may be fractional); category (the drug; needed to tell drugs
apart), daily_dose (any unit, above 0). Also read where present: as_needed (1/0, yes/no) and directions (text): drugs
taken as needed are set aside and counted. Rows that cannot be used are refused with their line; the rest is computed.

Output: one row per patient, episode or window: patient_id[,group][,episode|window,start,end],MEASURE...,reason.
A measure is a share of days (0 to 1; CMA1 and CMA2 may exceed 1); where it is empty, reason says why. NA, Inf and NaN
appear only with --compat adherer. episodes gives duration and end_gap_days (days); persistence, pmn and phases (of the
ABC taxonomy, per patient and drug) have rows of their own and are asked for alone. Windows are half-open: the end day does not count.

Lengths: 30 or 30d days, 12w weeks, 6m months and 2y years of the calendar; in --max-gap, --gaps and --sliding a month
is 30 and a year 365 days.

Exit codes: 0 done; 1 done, some rows refused; 2 usage, or nothing readable; 3 internal error.

Examples:
  rxwhy adherence fills.csv --measure cma7,cma9 --follow-up 2y --window-start 6m --window 1y
  rxwhy adherence fills.parquet --measure pdc --threshold --stays stays.csv --out pdc.parquet
  rxwhy adherence fills.csv --measure persistence --gaps 30,60,90 --figure persistence.svg --curve curve.csv
`;

export function adherenceCommand(): Command {
  const command = new Command('adherence')
    .summary('adherence measures of a dispensing table')
    .description(
      'Computes adherence measures from a table of dispensings (CSV or Parquet; - reads CSV from standard input).',
    )
    .argument('<events>', 'file of dispensings (.csv, .parquet), or - for standard input')
    .addHelpText('after', HELP);
  for (const group of [measureOptions, windowOptions, supplyOptions, sideFileOptions, outputOptions]) group(command);
  return command.action(async (events: string, options: RunOptions) => {
    process.exitCode = await runAdherence(events, options, pkg.version);
  });
}
