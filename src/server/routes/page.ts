/** The page at `/`: static files of the build, and nothing outside their folder. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Exchange, PAGE_POLICY, send } from '../exchange.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  // The page unpacks its facts itself: they go out as they lie, without a Content-Encoding.
  '.gz': 'application/gzip',
  '.webmanifest': 'application/manifest+json',
};

interface PageFile {
  type: string;
  path: string;
  tag: string;
}

/** What may be served, by its path in the address: a closed list made at the start, so that no path can lead out of it. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** The files of a folder; empty where it does not exist. Links are not followed. */
export function pageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const { mtimeMs, size } = statSync(path);
    const tag = `"${createHash('sha256').update(`${name}${mtimeMs}${size}`).digest('hex').slice(0, 16)}"`;
    files.set(name, { type, path, tag });
    if (name.endsWith('/index.html')) files.set(name.slice(0, -'index.html'.length), { type, path, tag });
  }
  return files;
}

/** The folder the build puts the page into, from the bundle and from source. */
export function builtPage(): PageFiles {
  const places = ['../web/', '../../../dist/web/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return pageFiles(places.find((place) => existsSync(place)) ?? '');
}

/** Sends the file; false where the page has none of that name. */
export function sendPage(exchange: Exchange, files: PageFiles): boolean {
  const file = files.get(exchange.path);
  if (file === undefined) return false;
  const { response, request } = exchange;
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', file.tag);
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304).end();
    return true;
  }
  send(exchange, 200, file.type, readFileSync(file.path));
  return true;
}
