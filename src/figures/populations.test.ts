import { describe, expect, it } from 'vitest';
import { ladders, sankey, stackedBars } from './index.ts';

const widths = (svg: string, fill: string): number[] =>
  [...svg.matchAll(/<rect [^>]*width="([\d.]+)"[^>]*fill="([^"]+)"/g)]
    .filter((match) => match[2] === fill)
    .map((match) => Number(match[1]));

describe('stacked bars', () => {
  const draw = (parts: (number | null)[]) =>
    stackedBars([{ name: 'a < b', parts, note: '40' }], {
      title: 'Bars',
      description: 'One bar.',
      axis: 'number',
      parts: ['x', 'y'],
    });
  it('draw parts in proportion, and nothing where a number is held back', () => {
    const [, dark = 0] = widths(draw([30, 10]), '#1f4e79');
    const [, pale = 0] = widths(draw([30, 10]), '#bcd3e6');
    expect(dark / pale).toBeCloseTo(3, 1);
    // The key stays; the bar goes.
    expect(widths(draw([30, null]), '#bcd3e6')).toHaveLength(1);
  });
  it('makes names safe', () => {
    expect(draw([1])).toContain('a &lt; b');
  });
});

describe('ladders', () => {
  it('draw each rung as long as the people on it', () => {
    const svg = ladders(
      [
        {
          name: 'one',
          rungs: [100, 50, null].map((people) => ({ people, note: people === null ? '<5' : `${people}` })),
        },
      ],
      { title: 'Ladder', description: 'One definition.', rungs: ['low', 'middle', 'high'] },
    );
    const [low = 0, middle = 0, ...none] = widths(svg, '#bcd3e6');
    expect(low / middle).toBeCloseTo(2, 1);
    expect(none).toEqual([]);
    expect(svg).toContain('&lt;5');
  });
});

describe('flows', () => {
  const steps = [
    [
      { from: 'a', to: 'b', people: 30 },
      { from: 'a', to: 'c', people: 10 },
      { from: 'd', to: 'b', people: 20 },
    ],
  ];
  const svg = sankey(steps, { title: 'Lines', description: 'Flows.', columns: ['first', 'second'] });
  it('give every node the people who leave or enter it', () => {
    for (const name of ['a (40)', 'd (20)', 'b (50)', 'c (10)']) expect(svg).toContain(`>${name}<`);
  });
  it('draw one ribbon per flow', () => {
    expect(svg.match(/<path /g)).toHaveLength(3);
  });
});
