/** `rxwhy ask`: held at a terminal from typed lines, replayed from a file, and what it says of wrong input. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { knowledge as loadTestKnowledge } from '../../../test/knowledge.ts';
import { messagesOf, resultOf, startInterview } from '../../ask/index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { hold } from './hold.ts';
import { resultText } from './result-text.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await loadTestKnowledge();
});

const DRUGS = ['sertraline', 'Zoloft', 'zolpidem'];
const TODAY = 20513;

/** Holds the interview with these lines typed; gives it back with all that was shown. */
async function typed(lines: readonly string[], language: 'en' | 'de' = 'en') {
  const left = [...lines];
  const shown: string[] = [];
  const interview = await hold(startInterview(TODAY, knowledge), language, DRUGS, async (text) => {
    shown.push(text);
    return left.shift() ?? null;
  });
  return { interview, shown };
}

describe('rxwhy ask', () => {
  it('leads from typed lines to a name', async () => {
    const { interview } = await typed(['Zoloft', '1', '1', '4', '6', '3', '1', '', '', '', '', '', '', '', '']);
    const result = resultOf(interview, 'en');
    expect(result?.term).toBe('missed-doses');
    if (!result) return;
    const text = resultText(result, messagesOf('en'));
    expect(text).toContain('MISSED DOSES');
    expect(text).toContain('Taking it: About half');
    expect(text).toContain('When to get help now');
  });

  it('begins without blame, and asks again where an answer is none of the answers', async () => {
    const { interview, shown } = await typed(['sertraline', '77', 'perhaps', '1']);
    expect(shown[0]).toContain('no one is to blame');
    expect(shown[2]).toContain('That is not one of the answers');
    expect(shown[3]).toContain('That is not one of the answers');
    expect(interview.answered.get('purpose')).toBe('major-depression');
  });

  it('shows names near to what was typed where the medicine is not known', async () => {
    const { interview, shown } = await typed(['zol']);
    expect(shown[1]).toContain('Zoloft, zolpidem');
    expect(interview.answered.size).toBe(0);
  });

  it('goes back one question', async () => {
    const { interview } = await typed(['sertraline', '1', 'b', '2']);
    expect(interview.answered.get('purpose')).not.toBe('major-depression');
    expect(interview.answered.size).toBe(2);
  });

  it('ends where the lines end, and speaks German', async () => {
    const { shown } = await typed(['sertraline'], 'de');
    expect(shown[1]).toContain('Wofür nehmen Sie es?');
  });
});

describe('rxwhy ask --answers', () => {
  it('says in one line what does not fit', async () => {
    const { askCommand } = await import('./index.ts');
    const folder = mkdtempSync(join(tmpdir(), 'rxwhy-'));
    const path = join(folder, 'answers.json');
    writeFileSync(path, JSON.stringify({ today: '2026-03-01', answers: { effect: 'perhaps' } }));
    const command = askCommand(() => ({ version: '0', packs: {}, sources: [], readTable: () => null }));
    await expect(command.parseAsync(['--answers', path], { from: 'user' })).rejects.toThrow(
      '"perhaps" is no answer to "effect"',
    );
    rmSync(folder, { recursive: true });
  });
});
