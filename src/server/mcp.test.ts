import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCore } from '../cli/wiring.ts';
import { mcpServer } from './mcp.ts';

const client = new Client({ name: 'test', version: '1' });
beforeAll(async () => {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await mcpServer(await loadCore(null)).connect(ours);
  await client.connect(theirs);
});
afterAll(() => client.close());

interface Said {
  isError?: boolean;
  content: { text: string }[];
  structuredContent?: Record<string, unknown>;
}
const call = async (name: string, input: Record<string, unknown>) =>
  (await client.callTool({ name, arguments: input })) as unknown as Said;
const record = JSON.parse(readFileSync(new URL('../../docs/examples/03-missed-doses.json', import.meta.url), 'utf8'));

describe('the tools for models', () => {
  it('are three', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['assess_record', 'explain_term', 'list_terms']);
  });

  it('assess a record with its evidence and the works it cites', async () => {
    for (const given of [record, JSON.stringify(record)]) {
      const { structuredContent, content } = await call('assess_record', { record: given });
      expect(content[0]?.text).toContain('MISSED DOSES');
      const { patients, bibliography } = structuredContent as {
        patients: { trials: { headline: { term: string } }[] }[];
        bibliography: { id: string }[];
      };
      expect(patients[0]?.trials[0]?.headline.term).toBe('missed-doses');
      expect(bibliography.map(({ id }) => id)).toContain('karve-2009-pdc-cut');
    }
  });

  it('say what was wrong with a call', async () => {
    expect((await call('assess_record', { record: '{bad' })).isError).toBe(true);
    expect((await call('assess_record', { record: {} })).isError).toBe(true);
    expect((await call('explain_term', { term: 'nonesuch' })).content[0]?.text).toContain('no term');
  });

  it('explain a term by any of its names, and list them all', async () => {
    expect((await call('explain_term', { term: 'missed doses' })).content[0]?.text).toContain('missed-doses:');
    const { structuredContent } = await call('list_terms', { kind: 'course' });
    expect((structuredContent as { terms: unknown[] }).terms).toHaveLength(7);
  });
});
