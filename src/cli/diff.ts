/** `rxwhy diff A.json B.json`: which verdicts changed between two assessments, and why. */
import { Command, Option } from 'commander';
import { Assessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import { hanging } from '../emit/text/layout.ts';
import { type Comparison, compare } from './compare.ts';
import { readJsonFile } from './json-file.ts';
import { writeOut } from './output.ts';

/** The command. */
export function diffCommand(): Command {
  return new Command('diff')
    .summary('compare two assessments: which verdicts changed, and why')
    .argument('<before>', 'output of `rxwhy assess --format json`')
    .argument('<after>', 'another of the same people')
    .addOption(new Option('--format <format>', 'format of the output').choices(['text', 'json']).default('text'))
    .action(async (before: string, after: string, options: { format: 'text' | 'json' }) => {
      const comparison = compare(assessmentIn(before), assessmentIn(after));
      const json = `${JSON.stringify(comparison, null, 2)}\n`;
      await writeOut(options.format === 'json' ? json : comparisonText(comparison), null);
    });
}

function assessmentIn(path: string): Assessment {
  const parsed = Assessment.safeParse(readJsonFile(path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(`${path} is no assessment: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** A comparison in words. */
export function comparisonText({ knowledge, compared, added, removed, changed }: Comparison): string {
  const lines: string[] = [];
  if (knowledge.before !== knowledge.after) lines.push(`knowledge: ${knowledge.before} -> ${knowledge.after}`);
  for (const { trial, changes, reasons } of changed) {
    lines.push('', trial);
    for (const change of changes) lines.push(...hanging('  ', change));
    for (const reason of reasons) lines.push(...hanging('    because ', reason));
    if (reasons.length === 0) lines.push('    because the same evidence is now weighed differently');
  }
  const list = (title: string, ids: readonly string[]): void => {
    if (ids.length > 0) lines.push('', title, ...ids.map((id) => `  ${id}`));
  };
  list('Only in the first', removed);
  list('Only in the second', added);
  if (lines.length > 0) lines.push('');
  lines.push(`${changed.length} of ${compared} verdicts changed.`);
  return `${lines.join('\n')}\n`;
}
