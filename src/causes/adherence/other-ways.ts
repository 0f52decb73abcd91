/** Taken, but not as prescribed: a smaller amount, or the wrong time. */

import { type Finding, supports } from '../../domain/finding.ts';
import { massInMg } from '../../domain/quantity.ts';
import type { CauseContext } from '../contract.ts';
import { takingTexts } from './taken.ts';

/** The amount one intake should have, by the dose step of a day, in the step's unit. */
function prescribedPerIntake(context: CauseContext, day: number): { value: number; unit: string | null } | null {
  const step = context.trial.doses.find((each) => each.from <= day && day < each.to);
  return step?.perIntake == null ? null : { value: step.perIntake, unit: step.unit };
}

/** Charted, monitored or stated intakes smaller than prescribed, over the judgement window. */
function smallerIntakes(context: CauseContext): Finding[] {
  const { trial, course, record } = context;
  let smaller = 0;
  let all = 0;
  let given = 0;
  let asked = 0;
  let isMonitored = false;
  const records: string[] = [];
  for (const intake of record.intakes) {
    if (
      !trial.intakes.includes(intake.id) ||
      intake.status !== 'taken' ||
      intake.source === 'observed' ||
      intake.dose === null
    )
      continue;
    if (intake.at.day < course.window.from || intake.at.day >= course.window.to) continue;
    const prescribed = prescribedPerIntake(context, intake.at.day);
    const amount =
      prescribed?.unit === 'mg'
        ? massInMg(intake.dose.value, intake.dose.unit)
        : intake.dose.unit === prescribed?.unit
          ? intake.dose.value
          : null;
    if (!prescribed || amount === null) continue;
    all += 1;
    given += amount;
    asked += prescribed.value;
    if (amount < prescribed.value) {
      smaller += 1;
      isMonitored ||= intake.source === 'monitor';
      records.push(intake.id);
    }
  }
  if (all === 0 || given / asked >= context.knowledge.conventions.takenThreshold) return [];
  return [
    supports({
      term: 'wrong-dose-taken',
      code: 'smaller-intakes',
      // A person's own diary is a statement; only a device measures.
      ...(isMonitored ? { certainty: 'probable', basis: 'measured' } : { certainty: 'possible' }),
      values: { smaller, all, share: given / asked },
      records,
    }),
  ];
}

/** A statement's own directions that ask for less per intake than the order in force. */
function statedSmaller(context: CauseContext): Finding[] {
  const { trial, record } = context;
  return record.statements.flatMap((statement) => {
    if (!trial.statements.includes(statement.id) || statement.status !== 'taking') return [];
    return statement.directions.flatMap((direction) => {
      const day = (statement.from ?? statement.asserted)?.day;
      const order = record.orders.find(
        (each) => trial.orders.includes(each.id) && (each.start ?? each.authored ?? statement.from)?.day !== undefined,
      );
      const prescribed = order?.directions[0]?.perIntake;
      if (day === undefined || !direction.perIntake || !prescribed || direction.perIntake.unit !== prescribed.unit)
        return [];
      if (direction.perIntake.value / prescribed.value >= context.knowledge.conventions.takenThreshold) return [];
      return [
        supports({
          term: 'wrong-dose-taken',
          code: 'stated-smaller',
          certainty: 'possible',
          values: { taken: direction.perIntake.value, prescribed: prescribed.value, unit: prescribed.unit ?? '' },
          records: [statement.id, order.id],
        }),
      ];
    });
  });
}

/** What people wrote about amount and time of intake. */
function byWords(context: CauseContext): Finding[] {
  const matches = context.knowledge.phrases.readAll('taking', takingTexts(context));
  const records = [...context.trial.statements, ...context.trial.intakes];
  return matches.flatMap((match) => {
    const values = { phrase: match.phrase };
    if (match.meaning === 'less-per-intake')
      return [supports({ term: 'wrong-dose-taken', code: 'said-smaller', certainty: 'possible', values, records })];
    if (match.meaning === 'wrong-time')
      return [supports({ term: 'wrong-timing', code: 'said-wrong-time', certainty: 'possible', values, records })];
    return [];
  });
}

/** Times that cannot both be kept: fasting and with food, morning and evening. */
const OPPOSITES: Readonly<Record<string, string>> = {
  fasting: 'fed',
  fed: 'fasting',
  morning: 'evening',
  evening: 'morning',
};

/** A stated time of intake that contradicts the one ordered ("before breakfast" against "at bedtime"). */
function againstOrderedTime(context: CauseContext): Finding[] {
  const { trial, record, knowledge } = context;
  const orderedTexts = record.orders
    .filter((order) => trial.orders.includes(order.id))
    .flatMap((order) => order.directions.flatMap((direction) => [direction.text ?? '', direction.timing ?? '']));
  const ordered = knowledge.phrases.readAll('timing', orderedTexts);
  return record.statements.flatMap((statement) => {
    if (!trial.statements.includes(statement.id)) return [];
    const texts = [...statement.notes, ...statement.directions.map((direction) => direction.text ?? '')];
    const said = knowledge.phrases.readAll('timing', texts);
    const clash = ordered.find(
      (each) =>
        said.some((other) => other.meaning === OPPOSITES[each.meaning]) &&
        !said.some((other) => other.meaning === each.meaning),
    );
    const by = clash && said.find((other) => other.meaning === OPPOSITES[clash.meaning]);
    if (!clash || !by) return [];
    const values = { ordered: clash.phrase, said: by.phrase };
    return [
      supports({
        term: 'wrong-timing',
        code: 'against-ordered-time',
        certainty: 'possible',
        values,
        records: [statement.id, ...trial.orders],
      }),
    ];
  });
}

/** Every finding on amount per intake and on timing. */
export function otherWays(context: CauseContext): Finding[] {
  const measured = [...smallerIntakes(context), ...statedSmaller(context)];
  const timed = againstOrderedTime(context);
  const words = [...timed, ...byWords(context).filter((each) => timed.length === 0 || each.term !== 'wrong-timing')];
  return measured.length > 0 ? [...measured, ...words.filter((each) => each.term !== 'wrong-dose-taken')] : words;
}
