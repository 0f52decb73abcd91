/** The built page in a real browser, for the tests: a server of static files that counts what it sends. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const site = `${root}dist/web/`;

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser to test in: the one named in RXWHY_CHROMIUM, else the system's; null where there is none. */
export const browserPath: string | null =
  [process.env.RXWHY_CHROMIUM ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path)) ?? null;

/** Why the page cannot be tested here; null where it can. */
export const missing: string | null =
  browserPath === null ? 'no Chromium found' : existsSync(`${site}index.html`) ? null : 'dist/web is not built';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

export interface Site {
  url: string;
  /** paths asked for so far, with the bytes they take compressed */
  sent: Map<string, number>;
  browser: Browser;
  /** a new page; it fails the test's expectation by `complaints` where the console shows an error */
  open(
    path: string,
    options?: BrowserContextOptions,
  ): Promise<{ page: Page; requests: string[]; complaints: string[] }>;
  close(): Promise<void>;
}

function served(sent: Map<string, number>): Server {
  return createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(site, path === '/' ? 'index.html' : path);
    if (!file.startsWith(site) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(file);
    sent.set(path, file.endsWith('.gz') ? bytes.length : gzipSync(bytes, { level: 9 }).length);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes);
  });
}

/** Serves the built page and starts a browser. */
export async function startSite(): Promise<Site> {
  const sent = new Map<string, number>();
  const server = served(sent);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
  return {
    url,
    sent,
    browser,
    async open(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: 'en-US', ...options });
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${url}/${path}`);
      return { page, requests, complaints };
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Opens a built-in example and waits for its verdict. */
export async function openExample(page: Page, file: string): Promise<void> {
  await page.locator('select[name=example] option').first().waitFor({ state: 'attached' });
  await page.selectOption('select[name=example]', file);
  await page.locator('.examples button').click();
  await page.locator('.person').waitFor();
}

/** Answers the interview on the page by the words of its choices; what is not given is not known. */
export async function answerAsk(page: Page, drug: string, choices: readonly string[]): Promise<void> {
  await page.locator('#drug').fill(drug);
  await page.locator('[role=option]').first().click();
  const left = [...choices];
  for (let count = 0; count < 20; count += 1) {
    await page.locator('.result, form.card:not([data-answered])').first().waitFor();
    if ((await page.locator('.result').count()) > 0) return;
    const question = await page.locator('form.card h2').textContent();
    const wanted = [];
    for (const words of left)
      if ((await page.getByRole('button', { name: words, exact: true }).count()) > 0) wanted.push(words);
    const words = wanted[0];
    if (words !== undefined) {
      left.splice(left.indexOf(words), 1);
      await page.getByRole('button', { name: words, exact: true }).click();
    } else await page.getByRole('button', { name: "I don't know" }).click();
    await page.waitForFunction(
      (before) =>
        document.querySelector('.result') !== null || document.querySelector('form.card h2')?.textContent !== before,
      question,
    );
  }
}
