import { type Command, Option } from 'commander';
import { PACK } from './pdc-measure.ts';

/** Options of `rxwhy adherence`, by what they are about; every one names its unit and default. */
export function measureOptions(command: Command): void {
  command
    .option(
      '--measure <list>',
      'cma1..cma9, pdc, episodes (several, separated by commas), or pmn, persistence or phases alone',
      'cma7',
    )
    .addOption(
      new Option('--compat <name>', "another program's rules, rounding and absent values").choices(['adherer']),
    )
    .addOption(new Option('--by <what>', 'what has a supply timeline of its own').choices(['drug']).default('drug'))
    .addOption(
      new Option('--combine <rule>', 'a day counts when any or all drugs are supplied')
        .choices(['any', 'all'])
        .default('any'),
    )
    .option('--per-episode', 'one row per treatment episode')
    .option(
      '--sliding <length/step>',
      'one row per sliding window, in days: 90/30, 120:6 (six windows), 10+90/30 (from day 10)',
    )
    .option('--groups <file>', 'one row per medication group: JSON of named expressions over the columns')
    .option('--windows-per-group', 'count windows from the first event of each group (default: of any)')
    .option('--polypharmacy <how>', "mean or min over a patient's drugs, each on its own windows (compat)")
    .option('--over-time', 'with --polypharmacy: over the drugs at each moment, then over time (cma7)')
    .option(
      '--threshold [share]',
      `also say whether pdc reaches the threshold (default share: ${PACK.pdcThreshold}; antiretrovirals ${PACK.pdcThresholdAntiretroviral})`,
    )
    .option(
      '--antiretroviral',
      `pdc as for antiretrovirals: days with ${PACK.pdcMinimumDrugsAntiretroviral} drugs, the higher threshold`,
    );
}

export function windowOptions(command: Command): void {
  command
    .option(
      '--follow-up-start <when>',
      "days (or 6m, 1y) after the patient's first event, YYYY-MM-DD, or column:NAME (dates, or days after it)",
      '0',
    )
    .option('--follow-up <length>', 'length of follow-up: 730, 12w, 24m, 2y', '730d')
    .option(
      '--window-start <when>',
      'days (or 6m) after the start of follow-up, YYYY-MM-DD, or column:NAME (dates, or days after it)',
      '0',
    )
    .option('--window <length>', 'length of the observation window (default: to the end of follow-up)')
    .option('--observed-until <date>', 'first day after the data end, for pdc, pmn and persistence')
    .option('--observation <file>', 'first day no longer observed: patient_id,observed_until');
}

export function supplyOptions(command: Command): void {
  command
    .option(
      '--carry-only-same-medication',
      'left-over supply is lost when the next dispensing is another drug (compat)',
    )
    .option('--consider-dose-change', 'left-over supply is scaled by the ratio of the daily doses')
    .option('--max-carry-over <days>', 'most days of left-over supply used after a new fill (default: no limit)')
    .option(
      '--max-gap <gap>',
      `longest gap that does not end an episode: 30, 30d or 100% of the days' supply before it (default: ${PACK.permittedGapDays}d)`,
    )
    .option('--medication-change-is-new-episode', 'another drug begins a new episode')
    .option('--append-gap', 'an episode ended by a gap lasts until the permitted gap has passed')
    .option(
      '--missing-supply <how>',
      "rows without days' supply: refuse, bounds (low and high), or estimates, tried in this order: dose (quantity over daily_dose), usual-dose, waiting-time, a number of days",
      'refuse',
    )
    .option('--usual-dose <file>', 'usual daily doses for --missing-supply usual-dose: category,daily_dose')
    .option(
      '--waiting-window <start/days>',
      'window of the waiting-time distribution: YYYY-MM-DD/365 (default: last 365 days of the data)',
    )
    .option('--assumed <file>', "list every estimated days' supply with its basis in this CSV file")
    .option(
      '--prescribed <file>',
      'durations from quantity and prescribed doses: patient_id,date,category,daily_dose[,days]',
    )
    .option('--no-dose-split', 'with --prescribed: a supply keeps the dose it began with')
    .option('--advance-first', 'with --prescribed: the first prescription holds from the first dispensing')
    .option('--special-periods <file>', 'with --prescribed: hospital stays and the like: patient_id,from,to[,method]')
    .addOption(
      new Option('--special-method <how>', 'supply in a special period goes on, is lost, or is used afterwards')
        .choices(['continue', 'discard', 'carry-over', 'custom'])
        .default('carry-over'),
    );
}

export function sideFileOptions(command: Command): void {
  command
    .option('--episodes <file>', 'treatment episodes to use instead: patient_id,start,end')
    .option('--stays <file>', 'stays for pdc: patient_id,from,to[,kind]; kind inpatient (default) or hospice')
    .addOption(
      new Option('--stay-rule <rule>', 'what an inpatient stay does to pdc')
        .choices(['shift', 'subtract', 'covered', 'ignore'])
        .default('shift'),
    )
    .option(
      '--prescriptions <file>',
      'prescriptions for pmn and phases: patient_id,date,category[,prescription_id,over_the_counter]',
    )
    .option('--alternatives <file>', 'for pmn: drugs whose dispensing answers a prescription: category,alternative')
    .option(
      '--within <days>',
      `days within which a first prescription must be filled (pmn; default: ${PACK.pmnWithinDays})`,
    )
    .option(
      '--gaps <list>',
      `permitted gaps of the persistence curve, in days (default: ${[0.5, 1, 1.5, 3].map((factor) => Math.round(factor * PACK.permittedGapDays)).join(',')})`,
    );
}

export function outputOptions(command: Command): void {
  command
    .option('--columns <names>', 'column names, such as patient_id=ID,date=DISPENSED,quantity=QTY')
    .option('--out <file>', 'write to this file (.csv or .parquet) instead of standard output')
    .option('--refused <file>', 'list every row that was not used in this CSV file: line,reason')
    .option('--curve <file>', 'write the persistence curves to this CSV file')
    .option('--statement [file]', 'a methods statement in prose, to stderr or to this file')
    .option('--figure <file>', 'draw the result as SVG')
    .option('--patient <ids>', 'patients the figure shows as lanes, separated by commas')
    .option(
      '--sorted',
      "each patient's rows stand together: stream them (standard input is grouped in memory otherwise)",
    );
}
