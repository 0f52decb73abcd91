import { expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import type { CauseContext } from '../contract.ts';
import { timePattern } from './time-pattern.ts';

const facts = await knowledge();
const patternOf = (atc: string, term: string, days: number): string | null | undefined =>
  timePattern({
    trial: { atc: [atc], start: 100 },
    course: { term, judgedOn: 100 + days },
    knowledge: facts,
  } as unknown as CauseContext)?.kind;

it.each([
  ['L01FF02', 'primary-non-response', 60, 'primary'],
  ['L01FF02', 'primary-non-response', 182, 'primary'],
  ['L01FF02', 'primary-non-response', 183, 'acquired'],
  ['L01FF02', 'secondary-non-response', 120, null],
  ['L01FF02', 'secondary-non-response', 183, 'acquired'],
  ['L01EB02', 'primary-non-response', 60, 'primary'],
  ['L01EB02', 'primary-non-response', 183, 'acquired'],
  ['L01EB02', 'secondary-non-response', 60, 'acquired'],
  ['L01EB02', 'responding', 60, undefined],
  ['L01BC02', 'primary-non-response', 60, undefined],
])('%s %s on day %i: %s', (atc, term, days, kind) => expect(patternOf(atc, term, days)).toBe(kind));
