/** The import table of ARCHITECTURE.md, enforced: who may import whom, no cycles, a core without Node. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** Folder (first match wins) -> what it may import, as path prefixes below src/. `self` is its own unit. */
const TABLE: readonly { unit: RegExp; may: readonly string[] }[] = [
  { unit: /^domain\//, may: ['domain/'] },
  { unit: /^knowledge\//, may: ['domain/', 'knowledge/'] },
  { unit: /^methods\/[^/]+\//, may: ['self', 'domain/', 'knowledge/'] },
  { unit: /^figures\//, may: ['self', 'domain/'] },
  { unit: /^read\/(sig|units)\//, may: ['read/sig/', 'read/units/', 'domain/', 'knowledge/'] },
  { unit: /^read\/[^/]+\//, may: ['self', 'domain/', 'knowledge/', 'read/sig/', 'read/units/'] },
  { unit: /^write\/[^/]+\//, may: ['self', 'domain/', 'knowledge/'] },
  { unit: /^(trials|course|exposure)\//, may: ['self', 'domain/', 'knowledge/', 'methods/'] },
  { unit: /^causes\/contract\.ts$/, may: ['domain/', 'knowledge/'] },
  { unit: /^causes\/index\.ts$/, may: ['causes/'] },
  { unit: /^causes\/[^/]+\//, may: ['self', 'domain/', 'knowledge/', 'methods/', 'causes/contract.ts'] },
  { unit: /^verdict\//, may: ['self', 'domain/', 'causes/contract.ts'] },
  { unit: /^labels\//, may: ['self', 'domain/', 'knowledge/'] },
  { unit: /^explain\//, may: ['self', 'domain/'] },
  { unit: /^emit\/[^/]+\//, may: ['self', 'domain/', 'explain/', 'figures/'] },
  {
    unit: /^(rxwhy|setup)\.ts$/,
    may: [
      'setup.ts',
      'domain/',
      'knowledge/',
      'methods/',
      'trials/',
      'course/',
      'exposure/',
      'causes/',
      'verdict/',
      'labels/',
      'explain/',
      'emit/',
    ],
  },
  { unit: /^ask\//, may: ['self', 'rxwhy.ts', 'domain/', 'knowledge/'] },
  { unit: /^simulate\//, may: ['self', 'domain/', 'knowledge/', 'methods/', 'write/'] },
  {
    unit: /^cohort\//,
    may: ['self', 'rxwhy.ts', 'domain/', 'knowledge/', 'methods/', 'labels/', 'read/', 'explain/', 'figures/', 'emit/'],
  },
  { unit: /^(cli|server|web)\//, may: [''] },
  { unit: /^index\.ts$/, may: [''] },
];

/** Everything from `domain` to `emit` and rxwhy.ts runs in a browser. */
const CORE =
  /^(domain|knowledge|methods|figures|read|write|trials|course|exposure|causes|verdict|labels|explain|emit)\/|^(rxwhy|setup)\.ts$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

interface SourceFile {
  path: string;
  text: string;
  /** relative imports as paths below src/ */
  imports: { path: string; isType: boolean }[];
  packages: string[];
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

function read(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const imports: SourceFile['imports'] = [];
  const packages: string[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const target = match[2] ?? match[3] ?? '';
    if (target.startsWith('.')) {
      imports.push({ path: relative(src, resolve(dirname(path), target)), isType: match[1] !== undefined });
    } else packages.push(target);
  }
  return { path: relative(src, path), text, imports, packages };
}

const files = filesBelow(src.slice(0, -1)).map(read);
const production = files.filter((file) => !/\.(test|bench)\.ts$|\/test-[^/]*\.ts$/.test(file.path));

/** The unit a path belongs to: the folder the table's row speaks of. */
function unitOf(path: string, row: RegExp): string {
  return row.exec(path)?.[0] ?? path;
}

describe('the import table', () => {
  it('has a row for every file', () => {
    expect(
      production.filter((file) => !TABLE.some((row) => row.unit.test(file.path))).map((file) => file.path),
    ).toEqual([]);
  });

  it('is kept by every file', () => {
    const broken = production.flatMap((file) => {
      const row = TABLE.find((each) => each.unit.test(file.path));
      if (!row) return [];
      const self = unitOf(file.path, row.unit);
      return file.imports
        .filter(({ path }) => !row.may.some((prefix) => path.startsWith(prefix === 'self' ? self : prefix)))
        .map(({ path }) => `${file.path} -> ${path}`);
    });
    expect(broken).toEqual([]);
  });

  it('has no cycle', () => {
    const edges = new Map(
      production.map((file) => [file.path, file.imports.filter((each) => !each.isType).map((each) => each.path)]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      if (done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const file of production) visit(file.path, []);
    expect(cycles).toEqual([]);
  });
});

describe('the core', () => {
  const core = production.filter((file) => CORE.test(file.path));

  it('imports nothing of Node', () => {
    expect(
      core.filter((file) => file.packages.some((name) => name.startsWith('node:'))).map((file) => file.path),
    ).toEqual([]);
  });

  it('has no clock, no chance and no process', () => {
    const forbidden = /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bprocess\.|\bperformance\.now\b/;
    const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
    expect(core.filter((file) => forbidden.test(code(file.text))).map((file) => file.path)).toEqual([]);
  });

  it('names no family of causes outside its folder', () => {
    const families = new Set(
      files.filter((file) => /^causes\/[^/]+\/index\.ts$/.test(file.path)).map((file) => file.path.split('/')[1]),
    );
    const named = production.filter((file) =>
      file.imports.some(({ path }) => {
        const family = /^causes\/([^/]+)\//.exec(path)?.[1];
        return (
          family !== undefined &&
          families.has(family) &&
          !file.path.startsWith(`causes/${family}/`) &&
          file.path !== 'causes/index.ts'
        );
      }),
    );
    expect(named.map((file) => file.path)).toEqual([]);
  });
});

describe('names', () => {
  it('say something', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|manager|base)(\/|\.ts$)/;
    expect(files.filter((file) => empty.test(file.path)).map((file) => file.path)).toEqual([]);
  });

  it('stand on files of a readable length', () => {
    const long = production
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });
});
