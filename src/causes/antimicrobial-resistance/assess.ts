import { type Finding, missing } from '../../domain/finding.ts';
import type { CauseContext, FamilyResult } from '../contract.ts';
import { baselineFindings } from './baseline.ts';
import type { Judged } from './grounds.ts';
import { type SetAside, type Sorted, sortedIsolates } from './isolates.ts';
import { laterFindings } from './later.ts';
import { type Roles, rolesOf } from './roles.ts';
import { agentOf, coursesOf, windowOf } from './treatment.ts';
import { isolateValues } from './words.ts';

const SET_ASIDE_CODES: Readonly<Record<SetAside, string>> = {
  screening: 'only-screening',
  contaminant: 'only-contaminant',
  'other-site': 'only-other-site',
};

const open = (code: string, check: string, parts: Partial<Finding> = {}): Finding =>
  missing({ term: 'antimicrobial-resistance', code, check, ...parts });

/** Why nothing was found: no culture, nothing grew, only old or unfit isolates, or the drug was not tested. */
function whyOpen(sorted: Sorted, all: readonly Judged[], context: CauseContext): Finding {
  const [first] = all;
  const roles: Roles = first?.roles ?? { index: [], followUp: [], prior: [] };
  const agent = first?.agent;
  const untested = all.flatMap((judged) => [...judged.roles.index, ...judged.roles.followUp])[0];
  if (untested && agent)
    return open('agent-not-tested', 'test-agent', {
      values: isolateValues(untested, agent),
      records: [untested.culture.id],
    });
  const resistantBefore = all
    .flatMap((judged) => judged.roles.prior)
    .find((isolate) => agent && isolate.answer(agent)?.category === 'R');
  if (resistantBefore && agent)
    return open('prior-resistance-only', 'take-culture', {
      values: isolateValues(resistantBefore, agent),
      records: [resistantBefore.culture.id],
    });
  if (roles.prior.length > 0 || sorted.isolates.length > 0)
    return open('only-old-isolates', 'take-culture', { records: sorted.isolates.map((isolate) => isolate.culture.id) });
  const aside = sorted.setAside[0];
  if (aside && agent)
    return open(SET_ASIDE_CODES[aside.why], 'take-culture', {
      values: isolateValues(aside.isolate, agent),
      records: [aside.isolate.culture.id],
    });
  const { sterileBeforeDays } = context.knowledge.germs.thresholds;
  const sterile = sorted.sterile.filter(({ at }) => at.day >= context.trial.start - sterileBeforeDays);
  if (sterile.length > 0)
    return open('nothing-grew', 'take-culture', { records: sterile.map(({ culture }) => culture.id) });
  return open('no-culture', 'take-culture');
}

/**
 * Did the germ withstand the drug?
 *
 * Every course of the trial is judged by the isolates of its index window and by those that came later. No evidence that
 * the drug was given: nothing is concluded.
 */
export function assess(context: CauseContext): FamilyResult {
  const { trial } = context;
  const agent = agentOf(trial, context);
  const window = windowOf(context);
  if (!agent || !window) return { findings: [open('agent-unknown', 'take-culture')], gates: [] };
  if (trial.initiation.answer !== 'yes')
    return {
      findings: [
        open('not-shown-given', 'confirm-given', {
          values: { because: trial.initiation.because },
          records: trial.initiation.records,
        }),
      ],
      gates: [],
    };
  const sorted = sortedIsolates(context);
  const judged = coursesOf(context, window).map(
    (course): Judged => ({ course, roles: rolesOf(course, sorted.isolates, window, context), sorted, agent, context }),
  );
  const findings = judged.flatMap((each) => [...baselineFindings(each), ...laterFindings(each)]);
  return { findings: findings.length > 0 ? distinct(findings) : [whyOpen(sorted, judged, context)], gates: [] };
}

// Two courses may share an isolate; it is told once.
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.term}|${finding.code}|${finding.records.join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
