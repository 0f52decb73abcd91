import { describe, expect, it } from 'vitest';
import type { Factor } from '../domain/exposure.ts';
import { ledger } from './index.ts';

const factor = (name: Factor['factor'], parts: Partial<Factor>): Factor => ({
  factor: name,
  state: 'known',
  value: null,
  low: null,
  high: null,
  share: null,
  basis: '',
  checked: true,
  facts: [],
  sources: [],
  records: [],
  ...parts,
});
const known = (name: Factor['factor'], value: number, low = value, high = value): Factor =>
  factor(name, { value, low, high });
const unknown = (name: Factor['factor'], low: number | null = null, high: number | null = null): Factor =>
  factor(name, { state: 'unknown', low, high });

const total = (...factors: Factor[]) => {
  const { relative, low, high } = ledger(factors, 0.01);
  return [relative, low, high];
};

describe('what the ledger says arrived', () => {
  it('is the uncapped product of what is known, with the product of the intervals', () =>
    expect(total(known('taken', 0.5), known('prescribed', 2, 1.5, 4))).toEqual([1, 0.75, 2]));

  it('is unknown where neither doses nor dose are known and nothing else departs from 1', () =>
    expect(total(unknown('taken'), unknown('prescribed'), known('disposition', 1))).toEqual([null, null, null]));

  it('reaches down to nothing where nobody tells what was taken', () =>
    expect(total(unknown('taken'), unknown('prescribed'), known('interactions', 0.3, 0.2, 0.5))).toEqual([
      0.3, 0, 0.5,
    ]));

  it('is as wide as an unknown factor could make it', () =>
    expect(total(known('taken', 1), unknown('interactions', 0.2, 1.5))).toEqual([1, 0.2, 1.5]));

  it('leaves out what cannot apply', () =>
    expect(total(known('taken', 0.5), factor('absorbed', { state: 'not-applicable' }))).toEqual([0.5, 0.5, 0.5]));
});
