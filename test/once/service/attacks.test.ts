/** What is tried against a service, and refused. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { example, post, started, type TestService } from './running.ts';

let service: TestService;
beforeAll(async () => {
  service = await started({
    limits: { bodyBytes: 3_000_000, idleMs: 1_000, requestMs: 10_000, jobMs: 8_000, depth: 100 },
  });
}, 240_000);
afterAll(() => service?.stop());

const url = (path: string): string => service.url + path;

/** Writes bytes as they are and gives back all that is answered until the other side closes, or `ms` pass. */
function raw(text: string, ms = 4_000, more?: (write: (part: string) => boolean) => void): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(service.port, '127.0.0.1', () => {
      socket.write(text);
      more?.((part) => !socket.destroyed && socket.write(part));
    });
    socket.setTimeout(ms, () => socket.destroy());
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(got));
  });
}
const head = (path: string, lines: readonly string[]): string =>
  `${[`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`;

describe('bodies', () => {
  it('nested without end are refused before they are parsed', async () => {
    const deep = `${'{"a":['.repeat(500_000)}`;
    expect((await post(url('/api/assess'), deep)).json().code).toBe('too-deep');
    expect((await post(url('/fhir/$rxwhy'), deep)).status).toBe(400);
    expect((await post(url('/cds-services/rxwhy-patient-view'), deep)).json().code).toBe('too-deep');
    expect((await post(url('/cds-services/rxwhy-patient-view/feedback'), deep.slice(0, 200_000))).json().code).toBe(
      'too-deep',
    );
  });

  it('that name a prototype are refused, escaped or not, and change nothing', async () => {
    for (const key of ['__proto__', '\\u005f_proto__', '__pr\\u006fto__']) {
      const body = `{"resourceType":"Patient","id":"p","${key}":{"polluted":true}}`;
      expect((await post(url('/api/assess'), body)).json().code).toBe('prototype-key');
    }
    const built = '{"resourceType":"Patient","id":"p","constructor":{"prototype":{"polluted":true}}}';
    expect((await post(url('/api/assess'), built)).status).toBe(200);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('announced as 10 GB are refused unread', async () => {
    const answer = await raw(head('/api/assess', ['Content-Length: 10737418240']));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('Connection: close');
  });

  it('that grow without end are cut off', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    let sent = 0;
    const answer = await raw(head('/api/assess', ['Transfer-Encoding: chunked']), 6_000, (write) => {
      const timer = setInterval(() => {
        for (let n = 0; n < 16; n += 1) if (write(chunk)) sent += 1;
        if (sent > 2_000) clearInterval(timer);
      }, 5);
      setTimeout(() => clearInterval(timer), 5_000);
    });
    expect(answer === '' || /^HTTP\/1\.1 413 /.test(answer)).toBe(true);
    expect((await fetch(url('/healthz'))).status).toBe(200);
  });

  it('that come drop by drop are given up', async () => {
    const begun = Date.now();
    const answer = await raw(`${head('/api/assess', ['Content-Length: 1000'])}{`, 9_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it('compressed to hide their size are not read', async () => {
    expect((await post(url('/api/assess'), 'x', { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });
});

describe('requests that can be read in two ways', () => {
  const body = '{"resourceType":"Patient","id":"p"}';
  it('are refused by the parser', async () => {
    const both = head('/api/assess', [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked']);
    const twice = head('/api/assess', ['Content-Length: 5', 'Content-Length: 35']);
    const spaced = head('/api/assess', ['Content-Length : 35']);
    const coded = head('/api/assess', ['Transfer-Encoding: xchunked']);
    const bare = `POST /api/assess HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 35\n\n`;
    for (const text of [both, twice, spaced, coded, bare]) expect(await raw(text + body)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('cannot carry a second one in the rest of a refused body', async () => {
    const hidden = 'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
    const answer = await raw(`${head('/nowhere', [`Content-Length: ${hidden.length + 10}`])}${hidden}`);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('need a name that is ours, and a plain address', async () => {
    const evil = 'GET /api/terms HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n';
    expect(await raw(evil)).toMatch(/^HTTP\/1\.1 421 /);
    const absolute = 'GET http://127.0.0.1/api/terms HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';
    expect(await raw(absolute)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw('GET /healthz HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('paths', () => {
  it('never lead out of the page', async () => {
    const tries = [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/..\\package.json',
      '//etc/passwd',
      '/assets/../../../package.json',
      '/.env',
      '/%00',
    ];
    for (const path of tries) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 (400|404) /);
      expect(answer, path).not.toContain('"rxwhy"');
    }
  });
});

describe('addresses in a hook call', () => {
  const ask = (fhirServer: string) =>
    post(url('/cds-services/rxwhy-patient-view'), {
      hook: 'patient-view',
      hookInstance: '1',
      fhirServer,
      fhirAuthorization: { access_token: 'secret', token_type: 'Bearer', expires_in: 1, scope: '', subject: '' },
      context: { userId: 'Practitioner/1', patientId: 'p1' },
    });
  it('inside the network are refused, by number or by name', async () => {
    const inside = [
      'http://127.0.0.1:9/fhir',
      'http://localhost:9/fhir',
      'http://10.0.0.1/fhir',
      'http://172.16.5.5/fhir',
      'http://192.168.1.1/fhir',
      'http://169.254.169.254/latest',
      'http://[::1]/fhir',
      'http://[::ffff:127.0.0.1]/fhir',
      'http://[fd00::1]/fhir',
      'http://0x7f000001/fhir',
      'http://2130706433/fhir',
      'http://0/fhir',
      'http://user:pw@example.org/fhir',
    ];
    for (const address of inside) {
      const answer = await ask(address);
      expect(answer.status, address).toBe(412);
      expect(answer.json().code, address).toBe('address-refused');
    }
    expect((await ask('file:///etc/passwd')).status).toBe(412);
    expect((await ask('not an address')).status).toBe(400);
  });
});

describe('text made to be slow', () => {
  it('is read in time', async () => {
    const bundle = JSON.parse(example('03-missed-doses'));
    const request = bundle.entry.find(
      (entry: { resource: { resourceType: string } }) => entry.resource.resourceType === 'MedicationRequest',
    );
    const evil = [
      `take ${'1 '.repeat(20_000)}tablet`,
      `${'take 1-'.repeat(10_000)}!`,
      `1${'0'.repeat(50_000)} mg`,
      `${' '.repeat(60_000)}x`,
      `${'every every '.repeat(8_000)}day`,
      `${'a'.repeat(100_000)}!`,
      `${'(('.repeat(20_000)}`,
    ];
    for (const text of evil) {
      request.resource.dosageInstruction = [{ text }];
      const begun = performance.now();
      expect((await post(url('/api/assess'), bundle)).status).toBe(200);
      expect(performance.now() - begun, text.slice(0, 20)).toBeLessThan(5_000);
    }
  });
});

describe('one huge record', () => {
  it('delays nobody', async () => {
    const bundle = JSON.parse(example('03-missed-doses'));
    const dispense = bundle.entry.find(
      (entry: { resource: { resourceType: string } }) => entry.resource.resourceType === 'MedicationDispense',
    );
    const many = Array.from({ length: 3_500 }, (_, index) => ({
      resource: { ...dispense.resource, id: `d-${index}` },
    }));
    const huge = JSON.stringify({ ...bundle, entry: [...bundle.entry, ...many] });
    expect(huge.length).toBeGreaterThan(1_000_000);
    const slow = [0, 1, 2].map(() => post(url('/api/assess'), huge));
    const order: string[] = [];
    const whole = Promise.all(slow).then(() => order.push('huge'));
    const small = post(url('/api/assess'), example('03-missed-doses')).then(({ status }) => {
      expect(status).toBe(200);
      order.push('small');
    });
    await Promise.all([whole, small]);
    expect(order).toEqual(['small', 'huge']);
  });
});
