import { describe, expect, it } from 'vitest';
import { statedShareIn } from './stated-share.ts';

const told = (note: string, asked: number | null = 1, byRelative = false): number | null =>
  statedShareIn(note, { asked, names: ['ezetimibe'], byRelative });

describe('how often a note says a daily drug is taken', () => {
  it.each<[string, number]>([
    ['Takes it about four days a week.', 4 / 7],
    ['takes ezetimibe 4 days a week', 4 / 7],
    ['Taking it roughly 4-5 days per week', 4.5 / 7],
    ['I take it maybe three or four times a week', 3.5 / 7],
    ['Only manages it three times weekly', 3 / 7],
    ['Four days a week', 4 / 7],
    ['Takes it irregularly, about four days a week', 4 / 7],
    ['Does not take it every day - about 4 days a week.', 4 / 7],
    ['Takes one tablet 5 days a week', 5 / 7],
    ['misses three days a week', 4 / 7],
    ['Misses his dose 2 days each week', 5 / 7],
    ['Forgets it once or twice a week', 1 - 1.5 / 7],
    ['forgets to take it twice a week', 5 / 7],
    ['Skips a day or two a week', 1 - 1.5 / 7],
    ['admits to skipping a couple of doses a week', 5 / 7],
    ['misses about ten days a month', 2 / 3],
    ['skips every other dose', 1 / 2],
    ['Misses every third tablet', 2 / 3],
    ['Takes it every other day', 1 / 2],
    ['taking it on alternate days', 1 / 2],
    ['takes it maybe half the time', 1 / 2],
    ['Takes about two thirds of the doses', 2 / 3],
    ['takes it 60% of the time', 0.6],
    ['misses a third of her tablets', 2 / 3],
    ['Takes it most days but not weekends', 5 / 7],
    ['Only takes it on weekdays', 5 / 7],
    ['Takes it (about 5 days a week)', 5 / 7],
    ['Pt reports taking 4x/wk', 4 / 7],
    ['skips weekends', 5 / 7],
    ['Takes it at weekends', 2 / 7],
    ['takes it five days out of seven', 5 / 7],
    ['Takes three of every five doses', 3 / 5],
    ['misses 3 of 7 doses', 4 / 7],
    ['takes 4 of 7 days', 4 / 7],
    ['Takes only 50% of her doses', 0.5],
    ['took about half of the doses', 0.5],
    ['skips 20 % of the doses', 0.8],
    ['Wife says he takes it four days a week', 4 / 7],
    ['Prescribed daily, takes it four days a week', 4 / 7],
    ['Prescribed daily but takes it four days a week', 4 / 7],
    ['Seems to be missing two doses a week', 5 / 7],
  ])('%s', (note, share) => expect(told(note)).toBeCloseTo(share, 10));

  it.each([
    'Takes it every day',
    'Takes it seven days a week',
    'Never misses a dose',
    'Does not miss three days a week any more',
    'Denies missing two doses a week',
    'No longer skips every other dose',
    'Take 1 tablet four days a week',
    'To be taken four days a week',
    'Advised to take it every other day',
    'Should be taken on alternate days',
    'If you miss two doses a week, call the clinic',
    'Used to take it four days a week',
    'Previously missed three days a week',
    'Was missing three days a week before the pill box',
    'His wife takes hers four days a week',
    'Brother takes it four days a week',
    'Exercises four days a week',
    'Takes it with breakfast and exercises four days a week',
    'Takes it daily, swims three days a week',
    'Headaches about four days a week',
    'Headaches, about four days a week',
    'Takes paracetamol four days a week',
    'Takes it most days',
    'Takes two tablets a day',
    'Misses the occasional dose',
    'Takes it at 4 in the afternoon',
    'Works five days a week',
    'Takes half the dose',
    'Takes it at weekends too',
    'Takes it on weekdays and weekends',
    'Misses work two days a week',
    'Skips breakfast three days a week',
    'Gets headaches four days a week',
    '',
  ])('%s: no share', (note) => expect(told(note)).toBeNull());
});

describe('a share is read against the order', () => {
  it('four days a week where four were asked for is all of them', () => {
    expect(told('Takes it about four days a week', 4 / 7)).toBeNull();
    expect(told('Takes it every other day', 1 / 2)).toBeNull();
    expect(told('Takes it once a week', 1 / 7)).toBeNull();
  });

  it('two of four weekly doses, and a weekly drug every other week', () => {
    expect(told('takes it two days a week', 4 / 7)).toBeCloseTo(1 / 2, 10);
    expect(told('Takes it every other week', 1 / 7)).toBeCloseTo(1 / 2, 10);
  });

  it('days and doses differ for a drug taken twice a day', () => {
    expect(told('Misses two days a week', 2)).toBeCloseTo(5 / 7, 10);
    expect(told('Misses two doses a week', 2)).toBeCloseTo(12 / 14, 10);
  });

  it('an order that does not say how often gives nothing to compare with', () => {
    expect(told('Takes it four days a week', null)).toBeNull();
    expect(told('Skips every other dose', null)).toBe(1 / 2);
  });

  it('a parent may speak of a child', () => {
    expect(told('My son takes it four days a week', 1, true)).toBeCloseTo(4 / 7, 10);
    expect(told('My son takes it four days a week')).toBeNull();
  });
});
