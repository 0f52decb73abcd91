import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DurationRules, supplyDurations } from './durations.ts';
import { type SpecialMethod, specialPeriods } from './special-periods.ts';

const RULES: DurationRules = { carryOver: true, splitOnDoseChange: true, advanceFirstPrescription: false };
const fill = (day: number, amount: number, id = `${day}`) => ({ id, day, amount });
const daily = [{ from: 0, dailyDose: 1 }];
const outline = (found: ReturnType<typeof supplyDurations>) =>
  found.pieces.map(({ from, to, dailyDose }) => [from, to, dailyDose]);
const stay = (method: SpecialMethod) => [{ from: 10, to: 15, method }];

describe('durations from prescriptions', () => {
  it('follow from amount and dose, and are laid end to end', () => {
    expect(outline(supplyDurations([fill(0, 30), fill(20, 30)], daily, [], RULES))).toEqual([
      [0, 30, 1],
      [30, 60, 1],
    ]);
    expect(outline(supplyDurations([fill(0, 30), fill(20, 30)], daily, [], { ...RULES, carryOver: false }))).toEqual([
      [0, 30, 1],
      [20, 50, 1],
    ]);
  });
  it('are split where the dose changes, or keep the dose they began with', () => {
    const orders = [...daily, { from: 10, dailyDose: 2 }];
    const split = supplyDurations([fill(0, 30)], orders, [], RULES);
    expect(outline(split)).toEqual([
      [0, 10, 1],
      [10, 20, 2],
    ]);
    expect(split.pieces.map((piece) => piece.endedBy)).toEqual(['dose-change', 'used-up']);
    expect(outline(supplyDurations([fill(0, 30)], orders, [], { ...RULES, splitOnDoseChange: false }))).toEqual([
      [0, 30, 1],
    ]);
  });
  it('rest while nothing is prescribed, and say what never was', () => {
    const orders = [
      { from: 0, dailyDose: 1, days: 10 },
      { from: 20, dailyDose: 1, days: 10 },
    ];
    const found = supplyDurations([fill(0, 30)], orders, [], RULES);
    expect(outline(found)).toEqual([
      [0, 10, 1],
      [20, 30, 1],
    ]);
    expect(found.pieces[0]?.endedBy).toBe('prescription-end');
    expect(found.unused).toEqual([{ id: '0', amount: 10, reason: 'not-prescribed' }]);
  });
  it('begin with the first prescription, or with the first dispensing where that is asked for', () => {
    const late = [{ from: 5, dailyDose: 1 }];
    expect(outline(supplyDurations([fill(0, 10)], late, [], RULES))).toEqual([[5, 15, 1]]);
    const advanced = { ...RULES, advanceFirstPrescription: true };
    expect(outline(supplyDurations([fill(0, 10)], late, [], advanced))).toEqual([[0, 10, 1]]);
    const limited = [{ from: 5, dailyDose: 1, days: 30 }];
    expect(outline(supplyDurations([fill(0, 10)], limited, [], advanced))).toEqual([[5, 15, 1]]);
  });
  it.each([
    ['continue', [[0, 20, 1]], 0],
    [
      'carry-over',
      [
        [0, 10, 1],
        [15, 25, 1],
      ],
      0,
    ],
    ['discard', [[0, 10, 1]], 10],
  ] as const)('in a special period: %s', (method, pieces, lost) => {
    const found = supplyDurations([fill(0, 20)], daily, stay(method), RULES);
    expect(outline(found)).toEqual(pieces);
    expect(found.unused.reduce((sum, { amount }) => sum + amount, 0)).toBe(lost);
  });
  it('dispensed during a special period begin at its end, even where supply at hand is lost', () => {
    for (const method of ['carry-over', 'discard'] as const) {
      expect(outline(supplyDurations([fill(12, 5)], daily, stay(method), RULES))).toEqual([[15, 20, 1]]);
    }
  });
  it('by a method of each period its own', () => {
    const periods = [
      { from: 2, to: 4, method: 'discard' as const },
      { from: 10, to: 15 },
    ];
    expect(specialPeriods(periods, 'custom').map(({ method }) => method)).toEqual(['discard', 'continue']);
    expect(specialPeriods(periods, 'carry-over').map(({ method }) => method)).toEqual(['carry-over', 'carry-over']);
  });
  it('lose what lies beyond the limit on carry-over', () => {
    const found = supplyDurations([fill(0, 30), fill(5, 30)], daily, [], { ...RULES, maxCarryOverDays: 10 });
    expect(outline(found)).toEqual([
      [0, 30, 1],
      [30, 45, 1],
    ]);
    expect(found.unused).toEqual([{ id: '5', amount: 15, reason: 'over-carry-limit' }]);
  });
  it('name amounts that are none', () => {
    expect(supplyDurations([fill(0, 0)], daily, [], RULES).unused[0]?.reason).toBe('amount-not-positive');
  });
  it('use no more than was dispensed, and lose nothing without a reason', () => {
    const fills = fc.array(fc.record({ day: fc.nat(200), amount: fc.integer({ min: 1, max: 90 }) }), { maxLength: 8 });
    const orders = fc.array(
      fc.record({
        from: fc.nat(200),
        dailyDose: fc.integer({ min: 1, max: 4 }),
        days: fc.option(fc.nat(60), { nil: undefined }),
      }),
      { maxLength: 5 },
    );
    const periods = fc.array(
      fc.record({
        from: fc.nat(200),
        length: fc.nat(30),
        method: fc.constantFrom<SpecialMethod>('continue', 'discard', 'carry-over'),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fills, orders, periods, fc.option(fc.nat(30), { nil: undefined }), (given, doses, special, limit) => {
        const list = given.map(({ day, amount }, i) => fill(day, amount, `${i}`));
        const stays = special.map(({ from, length, method }) => ({ from, to: from + length, method }));
        const rules = { ...RULES, ...(limit === undefined ? {} : { maxCarryOverDays: limit }) };
        const found = supplyDurations(list, doses, stays, rules);
        for (const { id, amount } of list) {
          const own = found.pieces.filter((piece) => piece.id === id);
          const used = own.reduce((sum, { from, to, dailyDose }) => sum + (to - from) * dailyDose, 0);
          const lost = found.unused.filter((each) => each.id === id).reduce((sum, each) => sum + each.amount, 0);
          expect(used + lost).toBeCloseTo(amount, 6);
        }
        for (const [i, piece] of found.pieces.entries()) {
          expect(piece.to).toBeGreaterThan(piece.from);
          expect(piece.from).toBeGreaterThanOrEqual((found.pieces[i - 1]?.to ?? piece.from) - 1e-9);
        }
      }),
    );
  });
});
