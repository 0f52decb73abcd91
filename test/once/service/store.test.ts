/** The state, in the embedded database and, where TEST_DATABASE_URL names one, in a PostgreSQL server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/server/store/index.ts';

const card = '671ff9bd-695c-84ae-8810-b9270dfe9681';
const one = {
  card,
  outcome: 'overridden' as const,
  suggestions: [],
  reasonSystem: null,
  reasonCode: 'known',
  comment: null,
  outcomeAt: '2026-01-02T03:04:05Z',
};

const server = process.env.TEST_DATABASE_URL;
const kinds: [string, string | undefined][] = [
  ['embedded', undefined],
  ...(server ? [['server', server] as [string, string]] : []),
];

describe.each(kinds)('the %s state', (_, url) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(url, null);
  }, 240_000);
  afterAll(() => store?.close());

  it('keeps feedback once, however often it is sent', async () => {
    await store.addFeedback('t', 'rxwhy-patient-view', [one, { ...one, outcome: 'accepted', suggestions: ['s1'] }]);
    await store.addFeedback('t', 'rxwhy-patient-view', [one]);
    expect(await store.dealtWith([card, '00000000-0000-8000-8000-000000000000'], 30)).toEqual(new Set([card]));
    expect(await store.dealtWith([card], 0)).toEqual(new Set());
    expect(await store.dealtWith([], 30)).toEqual(new Set());
  });

  it('takes text for text', async () => {
    const evil = { ...one, card: crypto.randomUUID(), reasonCode: "'); drop table feedback; --" };
    await store.addFeedback("t'--", 'x', [evil]);
    expect(await store.dealtWith([evil.card], 1)).toEqual(new Set([evil.card]));
    await expect(store.dealtWith(["x'); drop table feedback; --"], 1)).rejects.toThrow();
  });

  it('counts how often a card was shown, and who asked', async () => {
    await store.addShown('t', 'rxwhy-patient-view', [{ card, term: 'missed-doses' }]);
    await store.addShown('t', 'rxwhy-patient-view', [{ card, term: 'missed-doses' }]);
    await store.addAudit('key:clinic', '/api/assess', '200');
    expect(await store.isUp()).toBe(true);
  });

  it.runIf(url !== undefined)('is one state for services that start together', async () => {
    const others = await Promise.all([openStore(url, null), openStore(url, null), openStore(url, null)]);
    expect(new Set(others.map(({ secret }) => secret))).toEqual(new Set([store.secret]));
    await Promise.all(others.map((each) => each.close()));
  });

  it('knows keys by their hash, until they are revoked', async () => {
    const name = `clinic-${crypto.randomUUID()}`;
    const key = await store.createKey(name);
    expect(key).toMatch(/^rxw_.{40,}$/);
    expect(await store.keyName(key)).toBe(name);
    expect(await store.keyName(`${key}x`)).toBeNull();
    expect(await store.hasKeys()).toBe(true);
    expect(await store.revokeKey(name)).toBe(true);
    expect(await store.revokeKey(name)).toBe(false);
    expect(await store.keyName(key)).toBeNull();
  });
});
