/** Writes src/causes/index.ts: the registry of families, one line per folder. Adding a family is adding its folder. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const causes = fileURLToPath(new URL('../src/causes/', import.meta.url));

/** The exported constant of a folder: its name in camel case ("drug-level" -> drugLevel). */
const constantOf = (folder: string): string => folder.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The text of the registry for the folders that hold an index.ts. */
export function causeIndex(): string {
  const folders = readdirSync(causes, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${causes}${entry.name}/index.ts`))
    .map((entry) => entry.name)
    .sort();
  return [
    '/** All families of causes. Written by tools/write-cause-index.ts; do not edit. */',
    ...folders.map((folder) => `import { ${constantOf(folder)} } from './${folder}/index.ts';`),
    "import type { CauseFamily } from './contract.ts';",
    '',
    `export const families: readonly CauseFamily[] = [\n${folders.map((folder) => `  ${constantOf(folder)},`).join('\n')}\n];`,
    '',
  ].join('\n');
}

/** Writes the registry where it differs. */
export function writeCauseIndex(): void {
  const path = `${causes}index.ts`;
  const text = causeIndex();
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
