import { expect, it } from 'vitest';
import type { TrialContext } from '../context.ts';
import { gate } from './gate.ts';

const context = (values: Record<string, string | number | null>): TrialContext =>
  ({ each: { verdict: { gates: [{ gate: 'taken', answer: 'unknown', values }] } } }) as unknown as TrialContext;

it('tells a gate in words and leaves the bookkeeping to the verdict', () => {
  const values = { share: null, low: 0, high: 1, days: 90, daysKnown: 0, threshold: 0.8, sources: '' };
  const { answer, shows } = gate({ kind: 'gate', code: 'taken', gate: 'taken' } as never, context(values));
  expect(answer).toBe('unknown');
  expect(shows).toBe('90 days, known on 0');
});

it('names the cause that closed it', () => {
  const { shows } = gate(
    { kind: 'gate', code: 'taken', gate: 'taken' } as never,
    context({ closedBy: 'missed-doses' }),
  );
  expect(shows).toBe('missed doses');
});
