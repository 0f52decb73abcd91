/** `rxwhy ask`: the interview in the terminal, or replayed from a file of answers. */
import { Command, Option } from 'commander';
import {
  drugChoices,
  type Language,
  languages,
  messagesOf,
  parseReplay,
  replayed,
  resultOf,
  startInterview,
} from '../../ask/index.ts';
import { UserError } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import type { KnowledgeFiles } from '../../knowledge/load.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { readJsonFile } from '../json-file.ts';
import { note, writeOut } from '../output.ts';
import { hold } from './hold.ts';
import { terminalLines } from './lines.ts';
import { resultText } from './result-text.ts';

interface Options {
  answers?: string;
  today?: string;
  language?: Language;
  json?: boolean;
}

/** The command; `readFiles` gives the packs. */
export function askCommand(readFiles: () => KnowledgeFiles): Command {
  return new Command('ask')
    .summary('the interview: plain questions, then the name of what is happening')
    .description(
      'Asks plain questions about one medicine, one at a time, and says in plain words what is happening and what that is called.',
    )
    .option(
      '--answers <file>',
      'replay the answers of a JSON file: { "today": "2026-03-01", "answers": { "drug": "sertraline", ... } }',
    )
    .option('--today <YYYY-MM-DD>', 'the day of the interview; default: today')
    .addOption(new Option('--language <code>', 'language').choices(languages.map(({ code }) => code)))
    .option('--json', 'the result as JSON')
    .action(async (options: Options) => {
      const replay = options.answers === undefined ? null : parseReplay(readJsonFile(options.answers));
      const language = languageOf(options.language ?? replay?.language);
      const files = readFiles();
      const knowledge = loadKnowledge(files);
      let interview: ReturnType<typeof startInterview>;
      if (replay === null) {
        interview = await hold(
          startInterview(dayOf(options.today ?? localDay()), knowledge),
          language,
          drugChoices(files.packs, files.readTable('names')),
          terminalLines(),
        );
      } else {
        const told = replayed({ ...replay, today: options.today ?? replay.today }, knowledge);
        interview = told.interview;
        if (told.unasked.length > 0) note(`not asked, so not used: ${told.unasked.join(', ')}`);
      }
      const result = resultOf(interview, language);
      if (result === null) throw new UserError(messagesOf(language).result.nothing ?? '');
      await writeOut(
        options.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result, messagesOf(language)),
        null,
      );
    });
}

function languageOf(code: string | undefined): Language {
  const found = languages.find((language) => language.code === code);
  if (code !== undefined && !found)
    throw new UserError(`no language "${code}"; there are ${languages.map((each) => each.code).join(', ')}`);
  return found?.code ?? 'en';
}

function dayOf(text: string): number {
  const moment = parseMoment(text);
  if (moment === null || moment.precision !== 'day') throw new UserError('write --today as YYYY-MM-DD');
  return moment.day;
}

/** Today where the person sits: the one clock of the interview. */
function localDay(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
