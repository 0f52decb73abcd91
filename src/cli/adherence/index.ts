/** `rxwhy adherence`: adherence measures of a dispensing table. */
import { Command, Option } from 'commander';
import pkg from '../../../package.json' with { type: 'json' };
import { runAdherence } from './run.ts';
import type { RunOptions } from './run-options.ts';

export function adherenceCommand(): Command {
  return new Command('adherence')
    .summary('adherence measures of a dispensing table')
    .description(
      'Computes adherence measures from a table of dispensings (CSV or Parquet; - reads CSV from standard input)\nwith the columns patient_id,date,category,daily_dose,days_supplied.',
    )
    .argument('<events>', 'file of dispensings, or - for standard input')
    .option('--measure <list>', 'cma1..cma9, pdc, pmn, episodes, persistence; several separated by commas', 'cma7')
    .addOption(
      new Option('--compat <name>', "another program's rules, rounding and absent values").choices(['adherer']),
    )
    .addOption(new Option('--by <what>', 'what has a supply timeline of its own').choices(['drug']).default('drug'))
    .addOption(
      new Option('--combine <rule>', 'a day counts when any or all drugs are supplied')
        .choices(['any', 'all'])
        .default('any'),
    )
    .option('--follow-up-start <when>', 'days (or 6m, 1y) after the first event, or YYYY-MM-DD', '0')
    .option('--follow-up <length>', 'length of follow-up: 730, 12w, 24m, 2y', '730d')
    .option('--window-start <when>', 'days (or 6m) after the start of follow-up, or YYYY-MM-DD', '0')
    .option('--window <length>', 'length of the observation window (default: to the end of follow-up)')
    .option(
      '--carry-only-same-medication',
      'left-over supply is lost when the next dispensing is another drug (compat)',
    )
    .option('--consider-dose-change', 'left-over supply is scaled by the ratio of the daily doses')
    .option('--max-gap <gap>', 'longest gap that does not end an episode: 30, 30d or 100%')
    .option('--medication-change-is-new-episode', 'another drug begins a new episode')
    .option('--append-gap', 'an episode ended by a gap lasts until the permitted gap has passed')
    .option('--per-episode', 'one line per treatment episode')
    .option('--episodes <file>', 'treatment episodes to use instead: patient_id,start,end')
    .option(
      '--sliding <length/step>',
      'one line per sliding window: 90/30, 120:6 (six windows), 10+90/30 (from day 10)',
    )
    .option('--columns <names>', 'column names, such as patient_id=ID,date=DISPENSED')
    .option(
      '--groups <file>',
      'one line per medication group: JSON of named expressions over category, daily_dose, days_supplied',
    )
    .option('--windows-per-group', 'count windows from the first event of each group')
    .option('--polypharmacy <how>', "mean or min over a patient's drugs, each on its own windows (compat)")
    .option('--over-time', 'with --polypharmacy: over the drugs at each moment, then over time')
    .option(
      '--missing-supply <how>',
      "rows without days' supply: refuse, bounds, or the days they are taken to last",
      'refuse',
    )
    .option('--stays <file>', 'hospital stays for pdc: patient_id,from,to')
    .addOption(
      new Option('--stay-rule <rule>', 'what a stay does to pdc')
        .choices(['shift', 'subtract', 'covered', 'ignore'])
        .default('shift'),
    )
    .option('--antiretroviral', 'pdc as for antiretrovirals: two drugs together, higher threshold')
    .option('--observed-until <date>', 'first day after the data end')
    .option('--observation <file>', 'first day no longer observed, by patient: patient_id,observed_until')
    .option('--prescriptions <file>', 'prescriptions for pmn: patient_id,date,category[,prescription_id]')
    .option('--within <days>', 'days within which a first prescription must be filled (pmn)')
    .option('--gaps <list>', 'permitted gaps of the persistence curve, in days')
    .option('--curve <file>', 'write the persistence curves to this CSV file')
    .option('--out <file>', 'write to this file (.csv or .parquet) instead of standard output')
    .option('--refused <file>', 'list every refused row in this CSV file')
    .option(
      '--sorted',
      "each patient's rows stand together: stream them (standard input is grouped in memory otherwise)",
    )
    .option('--statement [file]', 'a methods statement in prose, to stderr or to this file')
    .option('--figure <file>', 'draw the result as SVG')
    .option('--patient <ids>', 'patients the figure shows as lanes, separated by commas')
    .action(async (events: string, options: RunOptions) => {
      process.exitCode = await runAdherence(events, options, pkg.version);
    });
}
