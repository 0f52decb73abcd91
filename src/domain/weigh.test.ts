import { describe, expect, it } from 'vitest';
import { opposes, supports } from './finding.ts';
import { isListed } from './weigh.ts';

const told = supports({ term: 'missed-doses', code: 'a', certainty: 'probable', basis: 'recorded' });
const measured = supports({ term: 'missed-doses', code: 'a', certainty: 'probable', basis: 'measured' });
const against = (basis: 'measured' | 'recorded') =>
  opposes({ term: 'missed-doses', code: 'b', certainty: 'unlikely', basis });

describe('a term is listed', () => {
  it('where something supports it', () => {
    expect(isListed('missed-doses', [told])).toBe(true);
    expect(isListed('wrong-timing', [told])).toBe(false);
  });

  it('not where what was only told is opposed on equal grounds: told is possible at most, one step lower is unlikely', () => {
    expect(isListed('missed-doses', [told, against('recorded')])).toBe(false);
  });

  it('still where it was measured and only words oppose it', () => {
    expect(isListed('missed-doses', [measured, against('recorded')])).toBe(true);
  });
});
