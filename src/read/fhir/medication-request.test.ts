import { describe, expect, test } from 'vitest';
import { readOne } from '../../../test/malformed/fake-drugs.ts';

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
