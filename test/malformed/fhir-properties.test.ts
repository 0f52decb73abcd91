/** Whatever the input: no exception, every resource counted, and its order leaves no trace. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PatientRecord } from '../../src/domain/record.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { READERS } from '../../src/read/fhir/kinds.ts';
import { fakeDrugs, readBundle } from './fake-drugs.ts';
import { samplesOfEveryKind } from './samples.ts';

const types = [...READERS.keys(), 'Medication', 'Specimen', 'Claim'];
// Field names that readers look at, so that random values land where they are read.
const fields = [
  ...[
    'id',
    'status',
    'intent',
    'subject',
    'code',
    'coding',
    'system',
    'display',
    'text',
    'reference',
    'extension',
    'url',
  ],
  ...['valueQuantity', 'valueString', 'valueCodeableConcept', 'value', 'unit', 'component', 'hasMember', 'derivedFrom'],
  ...[
    'medicationCodeableConcept',
    'medicationReference',
    'dosageInstruction',
    'dosage',
    'timing',
    'repeat',
    'frequency',
  ],
  ...['period', 'start', 'end', 'authoredOn', 'whenHandedOver', 'effectiveDateTime', 'effectivePeriod', 'contained'],
  ...[
    'ingredient',
    'itemReference',
    'reaction',
    'suspectEntity',
    'instance',
    'item',
    'answer',
    'linkId',
    'target',
    'class',
  ],
  ...[
    'specimen',
    'collection',
    'result',
    'conclusionCode',
    'interpretation',
    'referenceRange',
    'identifier',
    'resourceType',
  ],
];
const words = [
  ...['Patient/p', '#a', 'urn:uuid:1', 'R', 'S', 'lisinopril', 'CYP2C19 *1/*17', 'blood culture', '120/80', '<20'],
  ...[
    '2024-01-01',
    '2024-13-40',
    '9999-12-31',
    'completed',
    'MedicationRequest',
    'Observation',
    '__proto__',
    '\u0000',
    '',
  ],
];
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.constantFrom(...words), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fields), tie('tree'), { maxKeys: 6 }),
  ),
}));
const resource = fc
  .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fields), tree, { maxKeys: 12 }))
  .map(([resourceType, rest]) => ({ ...rest, resourceType }));

test('random resources never throw, are all counted, and give records that fit the schema', () => {
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 6 }), (resources) => {
      const reading = readBundle(...resources);
      const { read, used, setAside, refused } = reading.counts;
      expect(read).toBe(resources.length);
      expect(read).toBe(used + setAside + refused);
      for (const record of reading.records) {
        expect(PatientRecord.safeParse(record).error).toBeUndefined();
        expect(record.problems.filter((problem) => problem.code === 'unreadable')).toEqual([]);
      }
    }),
    { numRuns: 250 },
  );
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function changedAt(value: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? changedAt(item, rest, to) : item));
  return { ...(value as object), [key]: changedAt((value as Record<string, unknown>)[key], rest, to) };
}

const everyField = samplesOfEveryKind.flatMap((one, index) =>
  pathsOf(one)
    .filter((path) => path.length > 0 && path[0] !== 'resourceType')
    .map((path) => ({ index, path })),
);

test('a field of a good resource changed to anything costs at most that resource', () => {
  const good = readBundle(...samplesOfEveryKind).records[0];
  expect(good?.counts.refused).toBe(0);
  fc.assert(
    fc.property(fc.constantFrom(...everyField), tree, ({ index, path }, to) => {
      const resources = samplesOfEveryKind.map((one, i) => (i === index ? changedAt(one, path, to) : one));
      const reading = readBundle(...resources);
      const { read, used, setAside, refused } = reading.counts;
      expect(read).toBe(samplesOfEveryKind.length);
      expect(read).toBe(used + setAside + refused);
      expect(refused).toBeLessThanOrEqual(1);
      for (const record of reading.records) {
        expect(PatientRecord.safeParse(record).error).toBeUndefined();
        expect(record.problems.filter((problem) => problem.code === 'unreadable')).toEqual([]);
      }
    }),
    { numRuns: 250 },
  );
});

test('random JSON and random text never throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const { counts } = readFhir([{ name: 'x', text }], { drugs: fakeDrugs });
      expect(counts.read).toBe(counts.used + counts.setAside + counts.refused);
    }),
    { numRuns: 200 },
  );
});

test('the order of the resources leaves no trace', () => {
  const expected = JSON.stringify(readBundle(...samplesOfEveryKind).records);
  expect(expected.length).toBeGreaterThan(5000);
  fc.assert(
    fc.property(fc.shuffledSubarray([...samplesOfEveryKind], { minLength: samplesOfEveryKind.length }), (shuffled) => {
      expect(JSON.stringify(readBundle(...shuffled).records)).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

test('a bundle cut anywhere is a problem, not an exception', () => {
  const text = JSON.stringify({ resourceType: 'Bundle', entry: samplesOfEveryKind.map((one) => ({ resource: one })) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length - 1 }), (length) => {
      const reading = readFhir([{ name: 'cut', text: text.slice(0, length) }], { drugs: fakeDrugs });
      expect(reading.problems.map((problem) => problem.code)).toEqual(['not-json']);
    }),
    { numRuns: 60 },
  );
});
