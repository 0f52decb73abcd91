import type { AskResult, Messages } from '../../ask/index.ts';
import { filled } from '../../ask/index.ts';
import { hanging } from '../../emit/text/layout.ts';

/** The result as a page of text. */
export function resultText(result: AskResult, { result: words }: Messages): string {
  const part = (title: string | undefined, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title ?? '', ...lines.flatMap((line) => hanging('  - ', line))];
  return `${[
    filled(words.medicine ?? '', { drug: result.drug }),
    '',
    result.name.toUpperCase(),
    ...hanging('', result.means),
    ...part(words.sure, result.sure),
    ...part(words.why, result.why),
    ...part(
      words.also,
      result.also.map(({ name, means }) => `${name}: ${means}`),
    ),
    ...part(words.settle, result.settle),
    ...part(words.ask, result.ask),
    ...part(words.help, result.help),
    '',
    ...hanging('', words.disclaimer ?? ''),
  ].join('\n')}\n`;
}
