import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import type { Culture } from '../../domain/record.ts';
import { parseMoment } from '../../domain/time.ts';
import { organismLabels } from './index.ts';

const { germs } = await knowledge();

function culture(
  id: string,
  organism: string,
  results: Record<string, 'S' | 'I' | 'R'>,
  guideline: string | null = null,
): Culture {
  return {
    id,
    collected: parseMoment('2024-03-01'),
    reported: null,
    specimen: null,
    organism: { text: organism, codings: [] },
    growth: true,
    screening: null,
    results: Object.entries(results).map(([agent, category]) => ({
      id: `${id}/${agent}`,
      agent: { text: agent, codings: [] },
      category,
      mic: null,
      zoneMm: null,
      method: null,
      guideline,
    })),
    notes: [],
  };
}
const DAY = parseMoment('2024-12-31')?.day ?? 0;
const told = (...cultures: Culture[]): string[] =>
  organismLabels(cultures, germs, DAY).map((label) => `${label.term} ${label.condition} ${label.standing}`);

const PSEUDOMONAS = { GEN: 'S', IPM: 'S', CAZ: 'S', CIP: 'S', TZP: 'S', ATM: 'S', FOS: 'S', COL: 'S' } as const;

describe('labels of a person\u2019s germs', () => {
  it('three categories: multidrug-resistant', () =>
    expect(told(culture('a', 'Pseudomonas aeruginosa', { ...PSEUDOMONAS, GEN: 'R', CAZ: 'R', CIP: 'R' }))).toEqual([
      'multidrug-resistant-organism pseudomonas-aeruginosa confirmed',
    ]));
  it('all but two categories: extensively drug-resistant too', () =>
    expect(
      told(
        culture('a', 'Pseudomonas aeruginosa', {
          ...PSEUDOMONAS,
          GEN: 'R',
          IPM: 'R',
          CAZ: 'R',
          CIP: 'R',
          TZP: 'R',
          ATM: 'R',
        }),
      ),
    ).toEqual([
      'multidrug-resistant-organism pseudomonas-aeruginosa confirmed',
      'extensively-drug-resistant-organism pseudomonas-aeruginosa confirmed',
    ]));
  it('untested categories leave it open', () =>
    expect(told(culture('a', 'Pseudomonas aeruginosa', { GEN: 'R', CIP: 'R' }))).toEqual([
      'multidrug-resistant-organism pseudomonas-aeruginosa apparent',
    ]));
  it('the strongest isolate of a germ speaks, and a susceptible germ has no label', () =>
    expect(
      told(
        culture('a', 'Pseudomonas aeruginosa', PSEUDOMONAS),
        culture('b', 'Pseudomonas aeruginosa', { ...PSEUDOMONAS, GEN: 'R', CAZ: 'R', CIP: 'R' }),
      ),
    ).toEqual(['multidrug-resistant-organism pseudomonas-aeruginosa confirmed']));
  it('I counts before EUCAST 2019 only', () => {
    const results = { ...PSEUDOMONAS, GEN: 'I', CAZ: 'I', CIP: 'I' } as const;
    expect(told(culture('a', 'Pseudomonas aeruginosa', results, 'CLSI M100'))).toHaveLength(1);
    expect(told(culture('a', 'Pseudomonas aeruginosa', results, 'EUCAST 2024'))).toEqual([]);
  });
  it('MRSA by its name', () =>
    expect(told(culture('a', 'MRSA', { VAN: 'S' }))).toEqual([
      'multidrug-resistant-organism staphylococcus-aureus confirmed',
    ]));
  it('tuberculosis by the WHO definitions', () =>
    expect(told(culture('a', 'Mycobacterium tuberculosis', { RIF: 'R', INH: 'R', LVX: 'R' }))).toEqual([
      expect.stringMatching(/^multidrug-resistant-organism mycobacterium-tuberculosis\S* confirmed/),
      expect.stringMatching(/^extensively-drug-resistant-organism mycobacterium-tuberculosis\S* apparent/),
    ]));
  it('cultures after the day asked for are not looked at', () =>
    expect(organismLabels([culture('a', 'MRSA', { VAN: 'S' })], germs, parseMoment('2024-02-29')?.day ?? 0)).toEqual(
      [],
    ));
});
