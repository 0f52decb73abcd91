/** The example patients, read and assessed as a caller would. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../../src/cli/wiring.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';

const folder = fileURLToPath(new URL('../../docs/examples/', import.meta.url));

export interface Example {
  name: string;
  bundle: { resourceType: string; entry: { fullUrl?: string; resource: { resourceType: string; id: string } }[] };
  assessment: Assessment;
}

/** Every example with its assessment, and the knowledge they were assessed with. */
export async function assessedExamples(): Promise<{ knowledge: Knowledge; examples: Example[] }> {
  const core = await loadCore(null);
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): Example => {
      const bundle = JSON.parse(readFileSync(folder + name, 'utf8')) as Example['bundle'];
      const reading = core.read({ values: [{ value: bundle, where: name }], refused: [], remarks: [] });
      const patients = reading.records.map((record) =>
        core.assess({ record, asOf: null }, { asOf: null, assume: null }),
      );
      const summary = { patients: patients.length, trials: patients.flatMap((p) => p.trials).length, problems: 0 };
      return {
        name,
        bundle,
        assessment: { rxwhyVersion: '0.1.0', knowledgeVersion: 'x', patients, problems: [], summary },
      };
    });
  return { knowledge: core.knowledge, examples };
}
