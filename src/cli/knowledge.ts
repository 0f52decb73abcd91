/** `rxwhy knowledge list|verify`: the packs, their versions and how much of them was read at its source. */
import { Command } from 'commander';
import { row } from '../emit/text/layout.ts';
import { formatPercent } from '../explain/index.ts';
import { EXIT } from './failures.ts';
import { writeOut } from './output.ts';
import { checkPacks, type PackReport } from './pack-check.ts';

/** The command with its two parts. */
export function knowledgeCommand(): Command {
  const command = new Command('knowledge').summary('the knowledge packs: list them, or verify their provenance');
  for (const part of ['list', 'verify'] as const) {
    command.addCommand(
      new Command(part)
        .summary(part === 'list' ? 'packs, rows, share checked' : 'also sources that do not resolve, contradictions')
        .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
        .action(async (options: { knowledge?: string }) => {
          const { readKnowledgeFiles } = await import('./knowledge-files.ts');
          const files = readKnowledgeFiles(options.knowledge ?? (process.env.RXWHY_KNOWLEDGE || null));
          const reports = checkPacks(files.packs, files.sources);
          const text = part === 'list' ? packList(reports) : packVerdict(reports);
          await writeOut(`knowledge ${files.version}\n${text}`, null);
          if (part === 'verify' && reports.some(isFaulty)) process.exitCode = EXIT.refused;
        }),
    );
  }
  return command;
}

const isFaulty = (report: PackReport): boolean => report.unresolved.length + report.contradictions.length > 0;

const WIDTHS = [28, 9] as const;

const shareOf = (report: PackReport): string => {
  if (report.graded === 0) return 'no facts to check';
  return `${formatPercent(report.checked / report.graded)} (${report.checked} of ${report.graded})`;
};

/** One line per pack. */
export function packList(reports: readonly PackReport[]): string {
  const lines = reports.flatMap((report) => row([report.pack, String(report.rows), shareOf(report)], WIDTHS));
  return `${[...row(['pack', 'rows', 'read at source'], WIDTHS), ...lines].join('\n')}\n`;
}

/** The list, then every fault. */
export function packVerdict(reports: readonly PackReport[]): string {
  const faults = reports.flatMap((report) => [
    ...report.unresolved.map((where) => `  ${report.pack}/${where} is in no bibliography`),
    ...report.contradictions.map((where) => `  ${report.pack}/${where}`),
  ]);
  const total = faults.length === 0 ? 'Every source resolves; no row contradicts another.' : `${faults.length} faults:`;
  return `${packList(reports)}\n${[total, ...faults].join('\n')}\n`;
}
