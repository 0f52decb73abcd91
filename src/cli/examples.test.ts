import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { Assessment } from '../domain/assessment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'dist/cli/main.js';

function rxwhy(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

/** What each invented patient shows: the first name of every trial. */
const SHOWN = {
  ashdown: { amlodipine: 'responding' },
  birkett: { metformin: 'responding', atorvastatin: 'never-filled' },
  calder: { sertraline: 'missed-doses' },
  dunmore: { sertraline: 'dose-too-low' },
  elgin: { venlafaxine: 'insufficient-duration' },
  fenwick: { metformin: 'stopped-for-intolerance' },
  garrick: { carbamazepine: 'missed-doses' },
  harrow: { phenytoin: 'low-drug-level' },
  ilford: { 'fluticasone propionate': 'delivery-problem' },
  jarrow: { lisinopril: 'responding', simvastatin: 'stopped-early' },
  kilburn: { escitalopram: 'tolerance' },
  lanark: { losartan: 'unexplained-non-response' },
};

describe.skipIf(!existsSync(join(root, MAIN)))('the built-in patients', () => {
  const json = (): unknown => JSON.parse(rxwhy('assess', 'docs/examples', '--format', 'json'));

  it('show the terms they were made for, every code understood and nothing refused', () => {
    const { patients } = Assessment.parse(json());
    const shown = patients.map(({ id, trials }) => [
      id,
      Object.fromEntries(trials.map(({ medication, headline }) => [medication.name, headline.term])),
    ]);
    expect(Object.fromEntries(shown)).toEqual(SHOWN);
    for (const { counts, problems } of patients) {
      expect(problems).toEqual([]);
      expect(counts.refused).toBe(0);
      expect(counts.medicationCodes.resolved).toBe(counts.medicationCodes.seen);
    }
  });

  it('fit the published schema', () => {
    const ajv = new Ajv2020({ allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(join(root, 'schema/assessment.schema.json'), 'utf8')));
    validate(json());
    expect(validate.errors).toBeNull();
  });

  it('are the same whether walked at once or from any room', () => {
    const whole = rxwhy('assess', 'docs/examples/03-missed-doses.json', '--format', 'json');
    const saved = rxwhy('assess', 'docs/examples/03-missed-doses.json', '--stop-after', 'course');
    const rest = spawnSync(process.execPath, [MAIN, 'assess', '-', '--start-from', 'course', '--format', 'json'], {
      cwd: root,
      encoding: 'utf8',
      input: saved,
    });
    expect(rest.stdout).toBe(whole);
  });

  it('are told by the demo in at most 80 columns', () => {
    const text = rxwhy('demo');
    for (const term of ['never filled', 'missed doses', 'dose too low', 'delivery problem'])
      expect(text).toContain(term);
    for (const line of text.split('\n')) expect(Array.from(line).length, line).toBeLessThanOrEqual(80);
  });
});
