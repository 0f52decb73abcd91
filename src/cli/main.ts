#!/usr/bin/env node
/** The command line: finds the command, loads only that one, and turns how it ends into an exit code. */
import { Command, CommanderError } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import type { Knowledge } from '../knowledge/knowledge.ts';
import { EXIT, failureOf } from './failures.ts';

interface Entry {
  name: string;
  summary: string;
  load: () => Promise<Command>;
}

async function knowledge(): Promise<Knowledge> {
  return (await import('./knowledge-files.ts')).loadKnowledge();
}

// One row per command; a command's module is imported only when it runs, which keeps the start cheap.
const COMMANDS: readonly Entry[] = [
  {
    name: 'assess',
    summary: 'say for every trial of a medicine what happened, and why',
    load: async () => (await import('./assess.ts')).assessCommand(),
  },
  {
    name: 'explain',
    summary: 'what a term means and how it is decided',
    load: async () => (await import('./explain.ts')).explainCommand(),
  },
  {
    name: 'demo',
    summary: 'assess the built-in example patients',
    load: async () => (await import('./demo.ts')).demoCommand(),
  },
  {
    name: 'ask',
    summary: 'the interview: plain questions, then the name of what is happening',
    load: async () => {
      const { readKnowledgeFiles } = await import('./knowledge-files.ts');
      return (await import('./ask/index.ts')).askCommand(() => readKnowledgeFiles());
    },
  },
  {
    name: 'diff',
    summary: 'compare two assessments: which verdicts changed, and why',
    load: async () => (await import('./diff.ts')).diffCommand(),
  },
  {
    name: 'cohort',
    summary: 'a whole population: tables and a report',
    load: async () => (await import('./cohort/index.ts')).cohortCommand(),
  },
  {
    name: 'adherence',
    summary: 'adherence measures of a dispensing table',
    load: async () => (await import('./adherence/index.ts')).adherenceCommand(),
  },
  {
    name: 'genotype',
    summary: 'activity score and phenotype of genotype calls',
    load: async () => (await import('./genotype/index.ts')).genotypeCommand({ knowledge: await knowledge() }),
  },
  {
    name: 'exposure',
    summary: 'predicted ratio of exposure for a drug with others and a genotype',
    load: async () => {
      const facts = await knowledge();
      // A name that means several ingredients (a combination) is none of them.
      const resolveDrug = (name: string): string | null => {
        const [only, ...others] = facts.drugs.byName(name);
        return only === undefined || others.length > 0 ? null : only.name;
      };
      return (await import('./exposure/index.ts')).exposureCommand({ resolveDrug, knowledge: facts });
    },
  },
  {
    name: 'susceptibility',
    summary: 'S, I and R of isolates; multidrug resistance',
    load: async () => (await import('./susceptibility/index.ts')).susceptibilityCommand(),
  },
  {
    name: 'worksheet',
    summary: 'causality worksheets of the trials that failed, and what a report needs',
    load: async () => (await import('./worksheet.ts')).worksheetCommand(),
  },
  {
    name: 'simulate',
    summary: 'patients of known truth, with truth.csv',
    load: async () => (await import('./simulate/index.ts')).simulateCommand(),
  },
  {
    name: 'serve',
    summary: 'answer over HTTP: CDS Hooks, FHIR, REST and the page',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  {
    name: 'mcp',
    summary: 'answer a model over stdio (Model Context Protocol)',
    load: async () => (await import('./mcp.ts')).mcpCommand(),
  },
  {
    name: 'knowledge',
    summary: 'the knowledge packs: list them, or verify their provenance',
    load: async () => (await import('./knowledge.ts')).knowledgeCommand(),
  },
];

async function programFor(argv: readonly string[]): Promise<Command> {
  const wanted = argv[0] === 'help' ? argv[1] : argv[0];
  const program = new Command('rxwhy')
    .description("Says why a medicine isn't working, and what that is called.")
    .version(pkg.version)
    .showSuggestionAfterError()
    .addHelpText('after', '\nDecision support for professionals and research; see DISCLAIMERS.md.');
  for (const { name, summary, load } of COMMANDS) {
    program.addCommand(name === wanted ? await load() : new Command(name).summary(summary));
  }
  throwInsteadOfExit(program);
  return program;
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const program = await programFor(argv);
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.done;
    }
    await program.parseAsync(argv, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const failure = failureOf(error, Boolean(process.env.RXWHY_DEBUG));
    process.stderr.write(`${failure.message}\n`);
    return failure.code;
  }
}

// A reader that left (`rxwhy ... | head`) is no failure; without a listener the stream would throw.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
