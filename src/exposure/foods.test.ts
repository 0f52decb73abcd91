import { expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import { emptyRecord, type Statement } from '../domain/record.ts';
import type { Trial } from '../domain/trial.ts';
import { foodsBeside } from './foods.ts';

const facts = await knowledge();
const WINDOW = { from: 0, to: 30 };

const beside = (note: string, kind: 'statements' | 'orders' = 'statements'): string[] => {
  const record = emptyRecord('p');
  record[kind].push({ id: 'row', notes: [note], reason: null, stopReason: null } as unknown as Statement & never);
  const trial = { statements: [], orders: [], intakes: [], [kind]: ['row'] } as unknown as Trial;
  return foodsBeside(trial, record, WINDOW, facts).map(({ name }) => name);
};

it.each([
  'Takes it with grapefruit juice',
  'Swallows it every morning with a large glass of grapefruit juice.',
  'No missed doses. Drinks grapefruit juice every day.',
])('%s', (note) => expect(beside(note)).toEqual(['grapefruit juice']));

it.each([
  'Do not take with grapefruit juice',
  'Patient told not to take it with grapefruit juice',
  'Avoids grapefruit',
  'Takes it with water, no grapefruit juice',
  'Took it with grapefruit juice until May, now with water',
  'Takes it with orange juice. Ask about grapefruit at the next visit.',
])('nothing in: %s', (note) => expect(beside(note)).toEqual([]));

it('reads no instruction as a habit', () => expect(beside('takes with grapefruit juice', 'orders')).toEqual([]));
