import { describe, expect, test } from 'vitest';
import { readBundle, readOne } from '../../../test/malformed/fake-drugs.ts';

const subject = { reference: 'Patient/p' };
const drug = { medicationCodeableConcept: { text: 'sertraline 50 mg tablet' } };
const row = (resourceType: string, more: object): object => ({ resourceType, id: '1', subject, ...drug, ...more });
const codes = (record: { problems: { code: string }[] }): string[] => record.problems.map((problem) => problem.code);

describe('MedicationRequest', () => {
  const order = (more: object) =>
    readOne(row('MedicationRequest', { intent: 'order', authoredOn: '2024-01-10', ...more })).orders[0];

  test.each(['proposal', 'plan', 'option'])('intent %s is no order', (intent) => {
    const record = readOne(row('MedicationRequest', { intent, authoredOn: '2024-01-10' }));
    expect(record.orders).toEqual([]);
    expect(record.counts).toMatchObject({ read: 2, used: 1, setAside: 1 });
  });

  test.each(['order', 'original-order', 'instance-order', 'reflex-order', undefined])(
    'intent %s is an order',
    (intent) => expect(order({ intent })).toMatchObject({ id: 'MedicationRequest/1', start: { iso: '2024-01-10' } }),
  );

  test('entered in error is set aside', () =>
    expect(readOne(row('MedicationRequest', { status: 'entered-in-error' })).counts.setAside).toBe(1));

  test('an order without a medicine is refused', () => {
    const record = readOne(row('MedicationRequest', { medicationCodeableConcept: undefined }));
    expect(codes(record)).toEqual(['no-medication']);
    expect(record.counts.refused).toBe(1);
  });

  test('start and planned end come from the bounds, never from the supply allowed', () => {
    const supply = {
      expectedSupplyDuration: { value: 30, unit: 'days', code: 'd' },
      numberOfRepeatsAllowed: 3,
      quantity: { value: 30, unit: 'tablets' },
    };
    expect(order({ dispenseRequest: supply })).toMatchObject({
      end: null,
      daysSupply: 30,
      refillsAllowed: 3,
      quantity: { value: 30, unit: '{tablet}' },
    });
    const period = { timing: { repeat: { boundsPeriod: { start: '2024-01-12', end: '2024-02-12' } } } };
    expect(order({ dosageInstruction: [period] })).toMatchObject({
      start: { iso: '2024-01-12' },
      end: { iso: '2024-02-12' },
      stopped: null,
    });
  });

  test('a bound of days ends that many days after the start', () => {
    const timing = { repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value: 2, code: 'wk' } } };
    expect(order({ dosageInstruction: [{ timing }] })?.end?.iso).toBe('2024-01-24');
    expect(order({ dosageInstruction: [{ text: 'take 1 tablet daily for 7 days' }] })?.end?.iso).toBe('2024-01-17');
  });

  test('a taper adds its steps; an open last step leaves the order open', () => {
    const step = (sequence: number, value: number, days: number | null): object => ({
      sequence,
      timing: {
        repeat: {
          frequency: 1,
          period: 1,
          periodUnit: 'd',
          ...(days === null ? {} : { boundsDuration: { value: days, code: 'd' } }),
        },
      },
      doseAndRate: [{ doseQuantity: { value, code: 'mg', system: 'http://unitsofmeasure.org' } }],
    });
    const taper = order({ dosageInstruction: [step(2, 20, 5), step(1, 40, 5)] });
    expect(taper?.directions.map((one) => one.perIntake?.value)).toEqual([40, 20]);
    expect(taper?.end?.iso).toBe('2024-01-20');
    expect(order({ dosageInstruction: [step(1, 25, 7), step(2, 50, null)] })?.end).toBeNull();
    const written = order({
      dosageInstruction: [{ text: 'take 40 mg daily for 5 days, then 20 mg daily for 5 days' }],
    });
    expect(written?.directions.map((one) => one.perIntake?.value)).toEqual([40, 20]);
    expect(written?.end?.iso).toBe('2024-01-20');
  });

  test('a stop is dated by the bounds of a closed order or by when its status changed', () => {
    const bounded = { dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end: '2024-02-01' } } } }] };
    expect(order({ status: 'active', ...bounded })?.stopped).toBeNull();
    expect(order({ status: 'stopped', ...bounded })?.stopped?.iso).toBe('2024-02-01');
    const url = 'http://hl7.org/fhir/StructureDefinition/medicationrequest-statusChanged';
    expect(
      order({
        status: 'stopped',
        extension: [{ url, valueDateTime: '2024-01-20' }],
        statusReason: { text: 'Ineffective' },
      }),
    ).toMatchObject({ stopped: { iso: '2024-01-20' }, stopReason: { text: 'Ineffective' } });
    expect(order({ status: 'stopped' })?.stopped).toBeNull();
  });

  test('reasons are resolved, references keep their ids', () => {
    const condition = { resourceType: 'Condition', id: 'c', subject, code: { text: 'Depression' } };
    const record = readOne(
      condition,
      row('MedicationRequest', {
        reasonCode: [{ text: 'low mood' }],
        reasonReference: [{ reference: 'Condition/c' }, { reference: 'Condition/gone', display: 'anxiety' }],
      }),
    );
    expect(record.orders[0]?.indications.map((one) => one.text)).toEqual(['low mood', 'Depression', 'anxiety']);
    expect(record.orders[0]?.indicationIds).toEqual(['Condition/c', 'Condition/gone']);
  });

  test('category, prohibition and predecessor are kept', () =>
    expect(
      order({
        category: [{ coding: [{ code: 'community' }] }],
        doNotPerform: true,
        priorPrescription: { reference: 'MedicationRequest/0' },
      }),
    ).toMatchObject({ setting: 'outpatient', prohibited: true, replaces: 'MedicationRequest/0' }));
});

describe('the medicine', () => {
  const reference = (target: string): object => ({
    ...row('MedicationRequest', { authoredOn: '2024-01-01', medicationReference: { reference: target } }),
    medicationCodeableConcept: undefined,
  });
  const medication = (more: object): object => ({ resourceType: 'Medication', id: 'm', ...more });

  test('is found contained, referenced and by its ingredients', () => {
    const code = { text: 'sertraline 50 mg' };
    expect(
      readOne({ ...reference('#m'), contained: [medication({ code })] }).orders[0]?.drug.ingredients[0]?.name,
    ).toBe('sertraline');
    const record = readOne(reference('Medication/m'), medication({ code, form: { text: 'tablet' } }));
    expect(record.orders[0]?.drug).toMatchObject({ form: 'tablet', ingredients: [{ name: 'sertraline' }] });
    expect(record.counts).toMatchObject({ read: 3, used: 3 });
    const mixed = medication({
      code: { text: 'Co-whatever' },
      ingredient: [
        {
          itemCodeableConcept: { text: 'amoxicillin' },
          strength: { numerator: { value: 500, unit: 'mg' }, denominator: { value: 1 } },
        },
        {
          itemCodeableConcept: { text: 'clavulanate' },
          strength: { numerator: { value: 125, unit: 'mg' }, denominator: { value: 1 } },
        },
      ],
    });
    const both = readOne(reference('Medication/m'), mixed).orders[0]?.drug.ingredients;
    expect(both?.map((one) => [one.name, one.strength?.value])).toEqual([
      ['amoxicillin', 500],
      ['clavulanate', 125],
    ]);
  });

  test('is its display where the Medication is missing, and a problem without one', () => {
    const shown = {
      ...reference('Medication/x'),
      medicationReference: { reference: 'Medication/x', display: 'sertraline' },
    };
    expect(readOne(shown).orders[0]?.drug.ingredients).toHaveLength(1);
    expect(codes(readOne(reference('Medication/x')))).toEqual(['unresolved-reference']);
  });

  test('an unknown name is a problem of its row', () =>
    expect(
      readOne(row('MedicationRequest', { medicationCodeableConcept: { text: 'wonderpill' } })).problems,
    ).toMatchObject([{ code: 'unknown-drug', where: 'MedicationRequest/1' }]));

  test('a Medication nothing refers to is set aside', () =>
    expect(readOne(medication({ code: { text: 'x' } })).counts).toMatchObject({ used: 1, setAside: 1 }));
});

describe('MedicationDispense', () => {
  const supply = (more: object) =>
    readOne(row('MedicationDispense', { whenHandedOver: '2024-02-01', ...more })).supplies[0];

  test.each([
    ['completed', 'done'],
    ['in-progress', 'done'],
    ['declined', 'not-done'],
    ['cancelled', 'not-done'],
    ['stopped', 'done'],
    ['on-hold', 'unknown'],
  ])('%s is %s once handed over', (status, expected) => expect(supply({ status })?.status).toBe(expected));

  test('prepared but never handed over is not done where stopped, else unknown', () => {
    const prepared = { whenHandedOver: undefined, whenPrepared: '2024-02-01' };
    expect(supply({ status: 'stopped', ...prepared })?.status).toBe('not-done');
    expect(supply({ status: 'preparation', ...prepared })?.status).toBe('unknown');
    expect(supply({ status: 'completed', ...prepared })).toMatchObject({ status: 'done', at: { iso: '2024-02-01' } });
  });

  test('amount, days, reason and substitution are kept', () =>
    expect(
      supply({
        status: 'declined',
        statusReasonCodeableConcept: { text: 'Too expensive' },
        daysSupply: { value: 4, unit: 'wk' },
        quantity: { value: 28, unit: 'tab' },
        authorizingPrescription: [{ reference: 'MedicationRequest/7' }],
        substitution: { wasSubstituted: true, reason: [{ text: 'formulary policy' }] },
      }),
    ).toMatchObject({
      orderId: 'MedicationRequest/7',
      daysSupply: 28,
      quantity: { value: 28, unit: '{tablet}' },
      reason: { text: 'Too expensive' },
      notes: ['substituted: formulary policy'],
    }));

  test('without a date it stands on the day of its prescription, with a problem; without one it is refused', () => {
    const undated = row('MedicationDispense', {
      status: 'completed',
      authorizingPrescription: [{ reference: 'MedicationRequest/1' }],
    });
    const dated = readOne(undated, row('MedicationRequest', { authoredOn: '2024-01-01' }));
    expect(dated.supplies[0]?.at.iso).toBe('2024-01-01');
    expect(codes(dated)).toEqual(['missing-date']);
    expect(readOne(undated).counts.refused).toBe(1);
  });
});

describe('MedicationAdministration', () => {
  const intake = (more: object) =>
    readOne(
      row('MedicationAdministration', { status: 'completed', effectiveDateTime: '2024-02-01T08:00:00Z', ...more }),
    ).intakes[0];

  test('status, charted words and a zero dose tell what was taken', () => {
    expect(intake({})?.status).toBe('taken');
    expect(intake({ status: 'not-done', statusReason: [{ text: 'refused' }] })).toMatchObject({
      status: 'not-taken',
      reason: { text: 'refused' },
    });
    expect(intake({ dosage: { text: 'Not Given per Sliding Scale' } })).toMatchObject({ status: 'not-taken' });
    expect(intake({ dosage: { text: 'Hold Dose' } })?.status).toBe('not-taken');
    expect(intake({ dosage: { dose: { value: 0, unit: 'mg' } } })?.status).toBe('not-taken');
    expect(intake({ status: 'unknown' })?.status).toBe('unknown');
  });

  test('a monitor and the person are sources of their own', () => {
    expect(intake({})?.source).toBe('observed');
    expect(intake({ device: [{ display: 'MEMS cap' }] })?.source).toBe('monitor');
    expect(intake({ performer: [{ actor: subject }] })?.source).toBe('own');
  });

  test('a run of doses keeps both ends', () =>
    expect(
      intake({ effectiveDateTime: undefined, effectivePeriod: { start: '2024-02-01', end: '2024-02-03' } }),
    ).toMatchObject({
      at: { iso: '2024-02-01' },
      end: { iso: '2024-02-03' },
    }));

  test('without a time it is refused', () =>
    expect(readOne(row('MedicationAdministration', { status: 'completed' })).counts.refused).toBe(1));
});

describe('MedicationStatement', () => {
  const statement = (more: object) => readOne(row('MedicationStatement', { status: 'active', ...more })).statements[0];

  test.each([
    ['active', 'taking'],
    ['completed', 'taking'],
    ['not-taken', 'not-taking'],
    ['stopped', 'stopped'],
    ['intended', 'planned'],
    ['on-hold', 'unknown'],
    ['unknown', 'unknown'],
  ])('%s means %s', (status, expected) => expect(statement({ status })?.status).toBe(expected));

  test('who said it, when, and until when', () => {
    expect(
      statement({ informationSource: subject, dateAsserted: '2024-03-01', effectivePeriod: { start: '2024-01-01' } }),
    ).toMatchObject({
      by: 'patient',
      from: { iso: '2024-01-01' },
      to: null,
      asserted: { iso: '2024-03-01' },
    });
    expect(statement({ informationSource: { reference: 'Practitioner/1' } })?.by).toBe('clinician');
    expect(statement({ status: 'completed', dateAsserted: '2024-03-01' })?.to?.iso).toBe('2024-03-01');
  });

  test.each([
    ['misses 3 of 7 doses', 4 / 7],
    ['takes 4 of 7 days', 4 / 7],
    ['Takes only 50% of her doses', 0.5],
    ['took about half of the doses', 0.5],
    ['skips 20 % of the doses', 0.8],
    ['Patient indicates they miss the occasional dose', null],
    ['takes it often', null],
    ['took 9 of 7 doses', null],
    ['takes 1 of 2 tablets', 0.5],
  ])('%s', (text, share) => {
    const found = statement({ note: [{ text }] })?.share;
    if (share === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(share, 10);
  });
});

describe('subjects', () => {
  test('one record each, strangers with a problem, no subject in the only bundle means its only person', () => {
    const of = (id: string, reference: string): object => ({
      ...row('MedicationRequest', { authoredOn: '2024-01-01' }),
      id,
      subject: { reference },
    });
    const people = ['a', 'b'].map((id) => ({ resourceType: 'Patient', id }));
    const reading = readBundle(...people, of('1', 'Patient/a'), of('2', 'Patient/stranger'), {
      ...of('3', ''),
      subject: undefined,
    });
    expect(reading.records.map((record) => [record.id, codes(record)])).toEqual([
      ['a', []],
      ['b', []],
      ['stranger', ['unknown-patient']],
      ['unknown', ['no-subject']],
    ]);
    expect(readOne({ ...of('3', ''), subject: undefined }).orders).toHaveLength(1);
  });

  test.each([
    ['relative', 'Patient/p'],
    ['absolute', 'https://ehr.example/fhir/Patient/p'],
    ['versioned', 'Patient/p/_history/3'],
    ['urn:uuid', 'urn:uuid:p'],
    ['conditional', 'Patient?identifier=http://mrn.example|77'],
    ['conditional, encoded', 'Patient?identifier=http%3A%2F%2Fmrn.example%7C77'],
  ])('%s references are followed', (_, reference) => {
    const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'http://mrn.example', value: '77' }] };
    const reading = readBundle(patient, row('MedicationRequest', { subject: { reference } }));
    expect(reading.records.map((record) => [record.id, record.orders.length])).toEqual([['p', 1]]);
  });

  test('logical identifiers are followed', () => {
    const identifier = { system: 'http://mrn.example', value: '77' };
    const reading = readBundle(
      { resourceType: 'Patient', id: 'p', identifier: [identifier] },
      row('MedicationRequest', { subject: { identifier } }),
    );
    expect(reading.records.map((record) => record.id)).toEqual(['p']);
  });
});
