/** Writes src/knowledge/schemas.ts: the schema of every pack's tables, so that an overlay is checked like our own. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packs = fileURLToPath(new URL('../src/knowledge/', import.meta.url));
const constantOf = (folder: string): string => folder.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Writes the registry of pack schemas where it differs. */
export function writeSchemaIndex(): void {
  const folders = readdirSync(packs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${packs}${entry.name}/schema.ts`))
    .map((entry) => entry.name)
    .sort();
  const text = [
    '/** The schema of every table of every pack. Written by tools/write-schema-index.ts; do not edit. */',
    "import type { ZodType } from 'zod';",
    ...folders.map((folder) => `import { tables as ${constantOf(folder)} } from './${folder}/schema.ts';`),
    "import type { PackTables } from './pack.ts';",
    '',
    `const packs: Readonly<Record<string, PackTables>> = {\n${folders.map((folder) => (constantOf(folder) === folder ? `  ${folder},` : `  '${folder}': ${constantOf(folder)},`)).join('\n')}\n};`,
    '',
    '/** The schema of one row of a table; null where there is no such table. */',
    'export function schemaFor(pack: string, file: string): ZodType | null {',
    '  return packs[pack]?.[file] ?? null;',
    '}',
    '',
  ].join('\n');
  const path = `${packs}schemas.ts`;
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
