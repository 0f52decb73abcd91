/** Worksheets and the list of what a report needs, as text. */
import type { Worksheet, WorksheetItem } from '../../domain/worksheet.ts';
import { hanging, some } from './layout.ts';

const METHODS: Readonly<Record<Worksheet['method'], string>> = {
  dips: 'Drug Interaction Probability Scale',
  'who-umc': 'WHO-UMC categories, for a failure read as an adverse reaction of type F',
  hallas: 'Dose-related therapeutic failure (Hallas)',
};

/** Input rows named after an answer. */
const MOST = 4;

function itemRows({ item, asks, answer, ifYes, score, because, records }: WorksheetItem): string[] {
  const scored = ifYes === null || answer === 'unanswered' ? '' : ` (${score > 0 ? '+' : ''}${score})`;
  const rows = records.length === 0 ? '' : ` [${some(records, MOST)}]`;
  const why = because === '' ? '' : `: ${because}${rows}`;
  return hanging(`    ${String(item).padStart(2)} `, `${asks}? ${answer}${scored}${why}`);
}

/** What the answers come to, and what the open ones could still make of it. */
function resultOf({ items, answered, score, low, high, category, couldBe, checked }: Worksheet): string {
  const scored = score === null ? '' : `score ${score}, between ${low} and ${high} once all is answered; `;
  const named = category === null ? 'no category yet' : `${category}${score === null ? '' : ' by what is answered'}`;
  const others = couldBe.filter((each) => each !== category);
  const open = others.length === 0 ? '' : `; open answers could make it ${others.join(' or ')}`;
  const unread = checked ? '' : ' [unchecked fact]';
  return `${answered} of ${items.length} answered; ${scored}${named}${open}${unread}.`;
}

/** One worksheet: its questions, the answers with what they rest on, and what they come to. */
export function worksheetRows(sheet: Worksheet): string[] {
  return [
    ...hanging('  ', `${METHODS[sheet.method]}: ${sheet.object}, suspected ${sheet.suspect}`),
    ...sheet.items.flatMap(itemRows),
    ...hanging('    => ', resultOf(sheet)),
  ];
}

/** What a report needs: `value` null where it is not on record. */
export interface ReportLine {
  text: string;
  minimum: boolean;
  value: string | null;
}

/** The plain list of what a report on a lack of effect needs, and which of it is on record. */
export function reportRows(lines: readonly ReportLine[]): string[] {
  return lines.flatMap(({ text, minimum, value }) => {
    const must = minimum ? ' (a report is not valid without it)' : '';
    return hanging(value === null ? '    ? ' : '    + ', `${text}${must}: ${value ?? 'not on record'}`);
  });
}
