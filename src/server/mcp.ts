/** Three tools of the Model Context Protocol, by its official SDK. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';
import pkg from '../../package.json' with { type: 'json' };
import { type Core, loadCore } from '../cli/wiring.ts';
import { UserError } from '../domain/problem.ts';
import { textReport } from '../emit/text/index.ts';
import { Refusal } from './refusal.ts';
import { assessmentOf } from './work/run-assess.ts';

const NOT_ADVICE = 'Decision support for professionals; not advice to start, stop or change a medicine.';

interface ToolAnswer {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
}

// What is wrong with a call is told to the caller; anything else is a bug and goes on.
function told(make: () => ToolAnswer): ToolAnswer {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof UserError)) throw error;
    const help = error instanceof Refusal ? ` ${error.help}` : '';
    return { isError: true, content: [{ type: 'text', text: `${error.message}.${help}`.trim() }] };
  }
}

/** The server with its tools, not connected yet. */
export function mcpServer(core: Core): McpServer {
  const { terms, sources } = core.knowledge;
  const server = new McpServer({ name: 'rxwhy', version: pkg.version });
  server.registerTool(
    'assess_record',
    {
      title: 'Why is each medicine not working?',
      description:
        'Assesses a FHIR R4 Bundle or a PatientRecord: for every trial of a medicine its course, ranked causes with evidence ' +
        `and sources, what was ruled out, what is missing and what to find out next. ${NOT_ADVICE}`,
      inputSchema: {
        record: z.union([z.looseObject({}), z.string()]).describe('FHIR R4 Bundle, resource or PatientRecord, as JSON'),
        asOf: z.iso.date().optional().describe('day to judge at'),
        drug: z.string().optional().describe('only trials of this medicine'),
      },
      annotations: { readOnlyHint: true, openWorldHint: false, idempotentHint: true },
    },
    ({ record, asOf, drug }) =>
      told(() => {
        const value = typeof record === 'string' ? parsed(record) : record;
        const assessment = assessmentOf(
          { values: [value], asOf: asOf ?? null, assume: null },
          'record',
          core,
          drug ?? null,
        );
        const cited = new Set(
          assessment.patients.flatMap(({ trials }) =>
            trials.flatMap(({ causes, risks, excluded, course }) =>
              [...causes, ...risks, ...excluded, course].flatMap(({ evidence }) =>
                evidence.flatMap((each) => each.sources),
              ),
            ),
          ),
        );
        const bibliography = [...cited].flatMap((id) => sources.get(id) ?? []);
        return {
          content: [{ type: 'text', text: textReport(assessment, terms.byId) }],
          structuredContent: { ...assessment, bibliography },
        };
      }),
  );
  server.registerTool(
    'explain_term',
    {
      title: 'What does a term mean?',
      description:
        'What one of the terms RxWhy uses means, how it is decided, what it is confused with, and its sources.',
      inputSchema: { term: z.string().describe('id, name or synonym, as "tachyphylaxis"') },
      annotations: { readOnlyHint: true, openWorldHint: false, idempotentHint: true },
    },
    ({ term }) =>
      told(() => {
        const found = terms.find(term);
        if (found.length === 0) throw new UserError(`"${term}" is no term RxWhy uses`);
        const text = found
          .map(({ id, plain, decided, source }) => `${id}: ${plain}\n${decided}\nSources: ${source}`)
          .join('\n\n');
        return { content: [{ type: 'text', text }], structuredContent: { terms: found } };
      }),
  );
  server.registerTool(
    'list_terms',
    {
      title: 'All terms',
      description: 'The whole vocabulary: umbrella, courses, causes, labels, and the words for certainty.',
      inputSchema: {
        kind: z.enum(['umbrella', 'course', 'cause', 'label', 'certainty', 'basis', 'standing']).optional(),
      },
      annotations: { readOnlyHint: true, openWorldHint: false, idempotentHint: true },
    },
    ({ kind }) => {
      const all = terms.all.filter((term) => kind === undefined || term.kind === kind);
      const listed = all.map(({ id, kind: sort, name, plain }) => ({ id, kind: sort, name, plain }));
      const text = listed.map(({ id, kind: sort, plain }) => `${id} (${sort}): ${plain}`).join('\n');
      return { content: [{ type: 'text', text }], structuredContent: { terms: listed } };
    },
  );
  return server;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'not-json', 'the record is no JSON');
  }
}

/** Serves until stdin ends. */
export async function serveMcp(knowledge: string | null): Promise<void> {
  const server = mcpServer(await loadCore(knowledge));
  const transport = new StdioServerTransport();
  const ended = new Promise<void>((resolve) => {
    transport.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  await server.connect(transport);
  await ended;
  await server.close();
}
