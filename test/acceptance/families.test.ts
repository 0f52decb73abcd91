/** Every family's own cases: for, against, with data missing, and each boundary. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { families } from '../../src/causes/index.ts';
import { knowledge } from '../knowledge.ts';
import { misses } from './expectation.ts';
import { assessCase, type FamilyCase } from './shorthand.ts';

const causes = fileURLToPath(new URL('../../src/causes/', import.meta.url));
const facts = await knowledge();

describe.each(families.map((family) => family.family))('%s', (family) => {
  const folder = `${causes}${family}/cases/`;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  it('has cases for, against and with data missing', () => {
    expect(names.length).toBeGreaterThanOrEqual(3);
  });

  it.each(names)('%s', (name) => {
    const given = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as FamilyCase;
    const { person, trial } = assessCase(given, facts);
    if (!trial) throw new Error(`no trial of ${given.drug}`);
    expect(misses(trial, person, given.expect)).toEqual([]);
  });

  it('has a sentence for every code it can say', () => {
    const text = families.find((each) => each.family === family)?.text;
    const source = readdirSync(`${causes}${family}`)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${causes}${family}/${name}`, 'utf8'))
      .join('\n');
    const codes = [...source.matchAll(/code: '([a-z-]+)'/g)].map((match) => match[1] ?? '');
    expect(codes.filter((code) => !(code in (text?.findings ?? {})))).toEqual([]);
  });
});
