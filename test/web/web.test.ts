/** The page in a real browser: its doors end to end, by keyboard alone, without a violation, and nothing leaves it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/cli/knowledge-files.ts';
import type { PatientAssessment } from '../../src/domain/assessment.ts';
import { isoDay } from '../../src/domain/time.ts';
import { readFhir } from '../../src/read/fhir/index.ts';
import { assess } from '../../src/rxwhy.ts';
import { answerAsk, missing, openExample, root, type Site, startSite } from './page.ts';

if (missing !== null) console.warn(`The page is not tested: ${missing}.`);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const examples = readdirSync(`${root}docs/examples`).filter((file) => file.endsWith('.json'));

/** Rules of WCAG 2.2 A and AA that axe-core finds broken, with where. */
async function violations(page: Page): Promise<string[]> {
  // Injected by the test runner, past the page's own policy.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

describe.skipIf(missing !== null)('the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(async () => {
    await site?.close();
  });

  describe('Record', () => {
    it('gives every built-in example the verdict of the command line', async () => {
      const knowledge = loadKnowledge(null);
      const { page, complaints } = await site.open('#/record');
      for (const file of examples) {
        await openExample(page, file);
        const text = readFileSync(`${root}docs/examples/${file}`, 'utf8');
        const [record] = readFhir([{ name: file, text }], { drugs: knowledge.drugs }).records;
        if (!record) throw new Error(`${file} holds no record`);
        const expected: PatientAssessment = assess(record, { knowledge });
        await page.locator('.person h2', { hasText: record.id }).waitFor();
        const shown = await page.locator('.trial .headline').allTextContents();
        const names = expected.trials.map(({ headline, causes, course }) => {
          const { certainty } = causes.find(({ term }) => term === headline.term) ?? course;
          return `${knowledge.terms.byId.get(headline.term)?.name} (${certainty})`;
        });
        expect(shown, file).toEqual(names);
      }
      expect(complaints).toEqual([]);
    });

    it('shows the trial: lanes, ledger, reasons, and the raw row behind a mark', async () => {
      const { page, complaints } = await site.open('#/record');
      await openExample(page, '03-missed-doses.json');
      await page.locator('.trial a').first().click();
      await page.getByRole('heading', { level: 1, name: 'sertraline: missed doses' }).waitFor();
      await page.locator('.mark').nth(1).hover();
      await page.locator('.behind details summary').first().click();
      await page.locator('.behind pre', { hasText: '"resourceType": "Observation"' }).waitFor();
      expect(await page.locator('.lanes svg').getAttribute('role')).toBe('group');
      const unnamed = await page.locator('.mark:not([aria-label])').count();
      expect(unnamed).toBe(0);
      await page.locator('.causes details summary', { hasText: 'Sources' }).first().click();
      await page.locator('.causes', { hasText: 'doi:' }).first().waitFor();
      expect(complaints).toEqual([]);
    });

    it('zooms by buttons and by drawing across the lanes', async () => {
      const { page } = await site.open('#/record');
      await openExample(page, '03-missed-doses.json');
      await page.locator('.trial a').first().click();
      const span = page.locator('.buttons [role=status]').first();
      const whole = await span.textContent();
      await page.getByRole('button', { name: 'Zoom in' }).click();
      expect(await span.textContent()).not.toBe(whole);
      await page.getByRole('button', { name: 'Whole trial' }).click();
      expect(await span.textContent()).toBe(whole);
      const box = await page.locator('.lanes').boundingBox();
      if (!box) throw new Error('no lanes');
      await page.mouse.move(box.x + 300, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + 600, box.y + 60, { steps: 4 });
      await page.mouse.up();
      expect(await span.textContent()).not.toBe(whole);
    });

    it('recomputes the verdict under what is assumed, and says that it is assumed', async () => {
      const { page } = await site.open('#/record');
      await openExample(page, '03-missed-doses.json');
      await page.locator('.trial a').first().click();
      await page.locator('.what-if input[type=range]').fill('100');
      const card = page.locator('.card.assumed');
      await card.waitFor();
      await card.getByText('The name changes from missed doses').waitFor();
      expect(await card.textContent()).toContain('assumed, not recorded');
      expect(await page.locator('h1').textContent()).toBe('sertraline: missed doses');
      await page.getByText('What would change the name').click();
      await page.getByText('Share of doses taken: 100%').waitFor();
    });

    it('tells what is wrong with a broken file and keeps what was open', async () => {
      const { page } = await site.open('#/record');
      await openExample(page, '01-responding.json');
      const broken = {
        name: 'broken.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"resourceType": "Bun'),
      };
      await page.locator('input[type=file]').setInputFiles(broken);
      await page.locator('.message', { hasText: 'broken.json' }).waitFor();
      expect(await page.locator('.message').textContent()).toContain('What was open before stays open');
      expect(await page.locator('.trial').count()).toBeGreaterThan(0);
    });

    it('reads our own tables and NDJSON', async () => {
      const { page } = await site.open('#/record');
      const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page
        .locator('input[type=file]')
        .setInputFiles([
          csv('orders.csv', 'patient_id,order_id,drug,start,status\np1,o1,sertraline 50 mg tablet,2025-01-01,active\n'),
          csv(
            'supplies.csv',
            'patient_id,order_id,drug,date,days_supply\np1,o1,sertraline 50 mg tablet,2025-01-02,30\n',
          ),
        ]);
      await page.locator('.trial .drug', { hasText: 'sertraline' }).waitFor();
      const bundle = JSON.parse(readFileSync(`${root}docs/examples/04-dose-too-low.json`, 'utf8')) as {
        entry: { resource: object }[];
      };
      const lines = bundle.entry.map(({ resource }) => JSON.stringify(resource)).join('\n');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'all.ndjson', mimeType: 'text/plain', buffer: Buffer.from(lines) });
      await page.locator('.trial .headline', { hasText: 'dose too low' }).waitFor();
    });

    it('opens and assesses a record of 2 MB in under a second', async () => {
      const { page } = await site.open('#/record');
      await openExample(page, '03-missed-doses.json');
      const bundle = JSON.parse(readFileSync(`${root}docs/examples/03-missed-doses.json`, 'utf8')) as {
        entry: { fullUrl: string; resource: { resourceType: string; id: string; effectiveDateTime?: string } }[];
      };
      const observations = bundle.entry.filter(({ resource }) => resource.resourceType === 'Observation');
      const text = (): string => JSON.stringify(bundle);
      for (let count = 0; text().length < 2_000_000; count += 250)
        for (let each = 0; each < 250; each += 1) {
          const from = observations[each % observations.length];
          if (!from) break;
          const id = `copy-${count + each}`;
          // Years before the trial, each on a day of its own: no row repeats another.
          const effectiveDateTime = isoDay(11_000 + count + each);
          bundle.entry.push({
            fullUrl: `${from.fullUrl}-${id}`,
            resource: { ...from.resource, id, effectiveDateTime },
          });
        }
      const file = { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(text()) };
      const milliseconds: number[] = [];
      // A machine at work on other things is slower now and then; the page must manage it once in six.
      for (let turn = 0; turn < 6 && Math.min(...milliseconds) >= 1000; turn += 1) {
        await page.locator('input[type=file]').setInputFiles(file);
        await page.waitForFunction(() => document.querySelector('.message')?.textContent?.includes('Loading'));
        await page.locator('.message', { hasText: 'Opened' }).waitFor();
        milliseconds.push(Number(/(\d+) ms/.exec((await page.locator('.message').textContent()) ?? '')?.[1]));
      }
      console.info(`2 MB record: ${milliseconds.join(', ')} ms`);
      expect(Math.min(...milliseconds)).toBeLessThan(1000);
    });
  });

  describe('Ask', () => {
    it('goes from the medicine to the name of what is happening', async () => {
      const { page, complaints } = await site.open('#/ask');
      await answerAsk(page, 'sertraline', [
        'major depression',
        'Yes, each time I needed more',
        'About half',
        'Three to six months ago',
        'No, not at all',
        'Yes',
      ]);
      expect(await page.locator('.result .headline').textContent()).toBe('missed doses');
      await page.getByRole('heading', { name: 'When to get help now' }).waitFor();
      expect(await page.locator('.result').textContent()).toContain('Taking it: About half');
      expect(complaints).toEqual([]);
    });

    it('speaks German, with the name of the term too', async () => {
      const { page } = await site.open('#/ask', { locale: 'de-DE' });
      await page.getByRole('heading', { level: 1, name: 'Warum wirkt mein Medikament nicht?' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
      await page.goto(`${site.url}/#/terms/tolerance`);
      await page.getByRole('heading', { level: 1, name: 'Toleranz' }).waitFor();
    });
  });

  describe('Terms', () => {
    it('finds a term by a word people use, with its picture, rule, differences and sources', async () => {
      const { page, complaints } = await site.open('#/terms');
      await page.getByRole('searchbox').fill('TRD');
      await page.getByRole('link', { name: 'treatment-resistant depression' }).click();
      await page.getByRole('heading', { level: 1, name: 'treatment-resistant depression' }).waitFor();
      await page.locator('figure svg[role=img]').waitFor();
      await page.getByText('EMA', { exact: false }).first().waitFor();
      await page.goto(`${site.url}/#/terms/tachyphylaxis`);
      await page.getByText('Hours to days against weeks to months', { exact: false }).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  it('can be used by keyboard alone', async () => {
    const { page } = await site.open('');
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (selector: string): Promise<void> => {
      for (let count = 0; count < 60; count += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard never reaches ${selector}`);
    };
    await tabTo('.door');
    await press('Enter');
    await tabTo('select[name=example]');
    await press('ArrowDown', 'ArrowDown');
    await tabTo('.examples button');
    await press('Enter');
    await page.locator('.trial').first().waitFor();
    await tabTo('.trial a');
    await press('Enter');
    await page.locator('.mark').first().waitFor();
    await tabTo('.mark');
    const before = await page.locator('.behind').textContent();
    await press('ArrowRight', 'Enter');
    await page.waitForFunction((text) => document.querySelector('.behind')?.textContent !== text, before);
    await page.goto(`${site.url}/#/ask`);
    await tabTo('#drug');
    await page.keyboard.type('sertrali');
    await page.locator('[role=option]').first().waitFor();
    await press('ArrowDown', 'Enter');
    await page.getByRole('heading', { level: 2, name: 'What do you take it for?' }).waitFor();
    await tabTo('.choice');
    await press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Did you get the medicine from the pharmacy?' }).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'breaks no rule of WCAG 2.2 AA in %s',
    async (colorScheme) => {
      const { page } = await site.open('', { colorScheme });
      expect(await violations(page), 'home').toEqual([]);
      await page.goto(`${site.url}/#/record`);
      await openExample(page, '08-low-drug-level.json');
      expect(await violations(page), 'record').toEqual([]);
      await page.locator('.trial a').first().click();
      await page.locator('.mark').first().waitFor();
      await page.locator('.what-if input[type=range]').fill('50');
      await page.locator('.card.assumed').waitFor();
      expect(await violations(page), 'trial').toEqual([]);
      await page.goto(`${site.url}/#/terms`);
      await page.locator('dl.terms').first().waitFor();
      expect(await violations(page), 'terms').toEqual([]);
      await page.goto(`${site.url}/#/terms/tolerance`);
      await page.locator('figure').waitFor();
      expect(await violations(page), 'term').toEqual([]);
      await page.goto(`${site.url}/#/ask`);
      await page.locator('#drug').fill('zolo');
      await page.locator('[role=option]').first().waitFor();
      expect(await violations(page), 'ask').toEqual([]);
      await page.locator('[role=option]').first().click();
      await page.locator('.choice').first().waitFor();
      expect(await violations(page), 'question').toEqual([]);
      await page.goto(`${site.url}/#/population`);
      await page.locator('.drop').waitFor();
      expect(await violations(page), 'population').toEqual([]);
    },
    180_000,
  );

  it('prints one page per trial', async () => {
    const { page } = await site.open('#/record');
    await openExample(page, '11-secondary-non-response.json');
    const trials = await page.locator('.trial').count();
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(trials);
  });

  it('opens the tables of a population and filters them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rxwhy-'));
    const path = join(folder, 'causes.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    const rows =
      "values ('missed-doses', 'probable', 0.5), ('missed-doses', 'possible', 0.2), ('induction', 'probable', 0.9)";
    await connection.run(`copy (select * from (${rows}) t(term, certainty, share)) to '${path}' (format parquet)`);
    connection.closeSync();
    const { page, complaints } = await site.open('#/population');
    await page.locator('input[type=file]').setInputFiles([path, fileURLToPath(import.meta.url)]);
    await page.getByText('web.test.ts is not a Parquet file.').waitFor();
    await page.getByText('3 of 3 rows').waitFor();
    await page.locator('.buttons select').first().selectOption('term');
    await page.locator('.buttons select').nth(1).selectOption('missed-doses');
    await page.getByText('2 of 3 rows').waitFor();
    expect(complaints).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('sends nothing anywhere, and may not', async () => {
    const { page, requests } = await site.open('#/record');
    await openExample(page, '06-stopped-for-intolerance.json');
    await page.locator('.trial a').first().click();
    await page.locator('.mark').first().waitFor();
    expect(requests.filter((url) => !url.startsWith(`${site.url}/`))).toEqual([]);
    const refused = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => false,
        () => true,
      ),
    );
    expect(refused).toBe(true);
    const policy = await page.locator('meta[http-equiv]').getAttribute('content');
    expect(policy).toContain("connect-src 'self'");
  });

  it('loads less than 400 KB compressed before the first verdict can be given', async () => {
    site.sent.clear();
    const { page } = await site.open('#/ask');
    await page.locator('#drug').fill('sertraline');
    await page.locator('[role=option]').first().click();
    await page.locator('.choice').first().waitFor();
    // Examples and code tables (names among them) are no part of the first load.
    const loaded = [...site.sent.entries()].filter(([path]) => !/^\/examples\/|\.txt\.gz$/.test(path));
    const total = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
    console.info(`first load: ${Math.round(total / 1024)} KB in ${loaded.length} files`);
    expect(total).toBeLessThan(400 * 1024);
    expect(loaded.map(([path]) => path)).not.toContain('/data/rxnorm.txt.gz');
  });

  it('fits a phone: nothing is wider than the screen', async () => {
    const { page } = await site.open('#/record', { viewport: { width: 360, height: 740 } });
    await openExample(page, '03-missed-doses.json');
    const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(isWider)).toBe(false);
    await page.locator('.trial a').first().click();
    await page.locator('.mark').first().waitFor();
    await page.waitForTimeout(200);
    expect(await page.evaluate(isWider)).toBe(false);
  });
});
