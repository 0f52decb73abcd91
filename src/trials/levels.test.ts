import { describe, expect, it } from 'vitest';
import type { Observation } from '../domain/record.ts';
import { isLevelOf } from './levels.ts';

/** Told as a laboratory names it; with a reference range, as levels have one. */
const isLevel = (name: string, drug: string): boolean =>
  isLevelOf({ observation: { referenceLow: 1 } as Observation, name: name.toLowerCase() }, [drug]);

describe('a name that holds the drug', () => {
  it.each([
    ['Vancomycin trough', 'vancomycin'],
    ['Pre vancomycin level', 'vancomycin'],
    ['Trough, pre vancomycin dose', 'vancomycin'],
    ['Level 2 h post vancomycin', 'vancomycin'],
    ['drug levels | lithium', 'lithium'],
    ['Gentamicin pre-dose level', 'gentamicin'],
  ])('%s is its level', (name, drug) => expect(isLevel(name, drug)).toBe(true));

  it.each([
    ['Factor VIII activity, 1 h after desmopressin', 'desmopressin'],
    ['Cortisol, serum, post dexamethasone', 'dexamethasone'],
    ['Glucose level on prednisolone', 'prednisolone'],
    ['Vancomycin dose', 'vancomycin'],
    ['Anti-adalimumab antibodies', 'adalimumab'],
  ])('%s is something else', (name, drug) => expect(isLevel(name, drug)).toBe(false));
});
