import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLineFrom, lineValue, sortedText } from './sorted-text.ts';
import { nameKey, plainText } from './tokens.ts';

describe('sorted text', () => {
  it('finds every key and nothing else (property)', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '1'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.uniqueArray(key), key, (keys, wanted) => {
        const text = sortedText(new Map(keys.map((one) => [one, `v${one}`])));
        for (const one of keys) expect(lineValue(text, one)).toBe(`v${one}`);
        if (!keys.includes(wanted)) expect(lineValue(text, wanted)).toBeNull();
        expect(firstLineFrom(text, '')).toBe(0);
      }),
    );
  });

  it('reads the same from any text twice (property)', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (raw) => plainText(plainText(raw)) === plainText(raw) && nameKey(nameKey(raw)) === nameKey(raw),
      ),
    );
  });
});
