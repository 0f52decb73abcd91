/** Beyond loopback nobody is answered without showing who they are; and a service that stops loses no reply. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/domain/problem.ts';
import { needsAuth, readSettings } from '../../../src/server/settings.ts';
import { example, post, started, type TestService } from './running.ts';

describe('listening beyond loopback', () => {
  it('is refused without a way of proving who asks', () => {
    for (const host of ['0.0.0.0', '::', '192.168.0.5', 'rxwhy.example']) {
      expect(() => readSettings({}, { host }, false)).toThrow(UserError);
      expect(needsAuth(readSettings({}, { host }, true))).toBe(true);
      expect(needsAuth(readSettings({ issuers: [{ iss: 'https://ehr.example' }] }, { host }, false))).toBe(true);
    }
    for (const host of ['127.0.0.1', 'localhost', '::1', '127.8.8.8'])
      expect(needsAuth(readSettings({}, { host }, false))).toBe(false);
  });

  it('a setting that does not exist is named', () => {
    expect(() => readSettings({ limits: { bodyBites: 1 } }, {}, false)).toThrow(/limits/);
  });
});

describe('a service that asks who is there', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await started(
      { requireAuth: true, limits: { requestsPerSecond: 5 } },
      new Map([['rxw_right', 'clinic']]),
    );
  }, 240_000);
  afterAll(() => service?.stop());

  it('answers keys it knows, and nobody else, but for what is open', async () => {
    const ask = (headers: Record<string, string>) =>
      post(`${service.url}/api/assess`, example('03-missed-doses'), headers);
    expect((await ask({})).status).toBe(401);
    expect((await ask({ 'X-Api-Key': 'rxw_wrong' })).status).toBe(401);
    expect((await ask({ Authorization: 'Bearer rxw_right' })).status).toBe(200);
    expect((await ask({ 'X-Api-Key': 'rxw_right' })).status).toBe(200);
    for (const path of [
      '/fhir/$rxwhy',
      '/cds-services/rxwhy-patient-view',
      '/cds-services/rxwhy-patient-view/feedback',
    ]) {
      expect((await post(service.url + path, {})).status, path).toBe(401);
    }
    expect((await fetch(`${service.url}/metrics`)).status).toBe(401);
    for (const path of ['/cds-services', '/fhir/metadata', '/healthz', '/api/terms']) {
      expect((await fetch(service.url + path)).status, path).toBe(200);
    }
    expect((await fetch(`${service.url}/cds-services`, { headers: { Authorization: 'Bearer rubbish' } })).status).toBe(
      401,
    );
  });

  it('asks a client to wait that asks too often', async () => {
    const headers = { 'X-Api-Key': 'rxw_right' };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => fetch(`${service.url}/api/terms/tolerance`, { headers })),
    );
    const late = answers.filter(({ status }) => status === 429);
    expect(late.length).toBeGreaterThan(10);
    expect(late[0]?.headers.get('retry-after')).toBe('1');
  });
});

describe('stopping', () => {
  it('answers what was asked, and then is gone', async () => {
    const service = await started();
    const asked = Array.from({ length: 20 }, () => post(`${service.url}/api/assess`, example('03-missed-doses')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const stopped = service.stop();
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    await stopped;
    expect(statuses).toEqual(Array(20).fill(200));
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
  }, 240_000);

  it('replaces a worker whose record takes too long, and goes on', async () => {
    const service = await started({ limits: { jobMs: 1_500, workers: 2 } });
    const bundle = JSON.parse(example('03-missed-doses'));
    const [, , , dispense] = bundle.entry;
    const entry = [
      ...bundle.entry,
      ...Array.from({ length: 80_000 }, (_, index) => ({ resource: { ...dispense.resource, id: `d${index}` } })),
    ];
    const answer = await post(`${service.url}/api/assess`, { ...bundle, entry });
    expect([answer.status, answer.json().code]).toEqual([504, 'too-slow-to-assess']);
    expect((await post(`${service.url}/api/assess`, { resourceType: 'Patient', id: 'p' })).status).toBe(200);
    await service.stop();
  }, 240_000);
});
