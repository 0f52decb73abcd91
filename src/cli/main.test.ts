import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'dist/cli/main.js';
const folder = mkdtempSync(join(tmpdir(), 'rxwhy-cli-'));

function rxwhy(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawnSync(process.execPath, [MAIN, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
}

const oneLine = /^[^\n]+\n$/;

// `npm test` builds first; a bare vitest run without a build skips what needs one.
describe.skipIf(!existsSync(join(root, MAIN)))('the built command line', () => {
  it('shows its commands without any, and explains a term', () => {
    expect(rxwhy()).toMatchObject({ status: 0, stdout: expect.stringContaining('explain') });
    const { status, stdout } = rxwhy('explain', 'missed', 'doses');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^missed-doses\n/);
  });

  it('answers a mistake with one line on stderr and 2', () => {
    for (const args of [
      ['assess', join(folder, 'absent.json')],
      ['assess', folder],
      ['assess', 'x.json', '--format', 'fhir'],
      ['assess', 'x.json', '--from', 'omop'],
      ['explain', 'nonesuch'],
      ['diff', 'package.json', 'package.json'],
    ]) {
      const { status, stdout, stderr } = rxwhy(...args);
      expect(status, args.join(' ')).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(oneLine);
    }
  });

  it('answers a wrong option or day with 2, never with a stack', () => {
    for (const args of [['assess'], ['assess', 'x', '--as-of', 'soon'], ['nonesuch'], ['assess', 'x', '--nonesuch']]) {
      const { status, stderr } = rxwhy(...args);
      expect(status, args.join(' ')).toBe(2);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('knows a folder of our own CSV tables by their names, and refuses only the bad row', () => {
    const tables = join(folder, 'tables');
    mkdirSync(tables);
    writeFileSync(join(tables, 'patients.csv'), 'patient_id,pharmacy_complete\np1,yes\n');
    writeFileSync(
      join(tables, 'orders.csv'),
      'patient_id,order_id,drug,start,dose,unit,per_day\np1,o1,atorvastatin,2024-01-01,20,mg,1\np1,o2,,,,,\n',
    );
    const { status, stdout, stderr } = rxwhy('assess', tables, '--format', 'json', '--as-of', '2024-06-01');
    expect(status).toBe(1);
    expect(stderr).toMatch(oneLine);
    expect(JSON.parse(stdout)).toMatchObject({
      patients: [{ id: 'p1', trials: [{ causes: [{ term: 'never-filled', certainty: 'confirmed' }] }] }],
    });
  });

  it('compares two assessments', () => {
    const { stdout } = rxwhy('diff', ...Array<string>(2).fill('src/emit/text/fixtures/three-trials.json'));
    expect(stdout).toBe('0 of 3 verdicts changed.\n');
  });

  it('says which file is no JSON', () => {
    const path = join(folder, 'cut.json');
    writeFileSync(path, '{"patients": [');
    expect(rxwhy('diff', path, path).stderr).toContain('cut.json is not JSON');
  });

  it('does not mind a reader that leaves early', () => {
    const command = `"${process.execPath}" ${MAIN} explain | head -1`;
    const { stderr, stdout } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe('Umbrella\n');
  });
});
