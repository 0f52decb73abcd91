import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import { isSupported } from '../../domain/terms.ts';
import { type DrugLevel, isUnreadDrug, trialEnd } from '../../domain/trial.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { packName } from '../../knowledge/pack-name.ts';
import { type CauseContext, defineCause, type FamilyResult, type FirstPass } from '../contract.ts';
import { besideEnzymes } from './absorption.ts';
import { enzymeFindings, raisedBy } from './enzymes.ts';
import text from './text.json' with { type: 'json' };
import { interactionWorksheet } from './worksheet.ts';

const LOWERING = ['induction', 'impaired-absorption', 'drug-interaction'] as const;

/** A level below its range is the effect an interaction predicts, measured. */
function seenInLevel(finding: Finding, level: DrugLevel): Finding {
  if (finding.bearing !== 'supports' || !LOWERING.some((term) => term === finding.term)) return finding;
  return { ...finding, basis: 'measured', certainty: 'probable', records: [...finding.records, level.record] };
}

/** A level within its range outranks what an interaction predicts for the drug itself. */
function levelOutranks(context: CauseContext, findings: readonly Finding[]): Finding[] {
  const { trial, course } = context;
  const level = judgedLevel(trial, course);
  if (level?.verdict === 'below' || level?.verdict === 'absent')
    return findings.map((finding) => seenInLevel(finding, level));
  if (!level || (level.verdict !== 'within' && level.verdict !== 'above')) return [...findings];
  return findings.map((finding) => {
    if (finding.bearing !== 'supports' || !LOWERING.some((term) => term === finding.term)) return finding;
    return opposes({
      term: finding.term,
      code: 'level-in-range',
      certainty: 'excluded',
      basis: 'measured',
      checked: level.checked,
      values: { day: level.day },
      sources: level.sources.flatMap(sourceIds),
      records: [level.record],
    });
  });
}

function assess(context: CauseContext): FamilyResult {
  const { knowledge, trial, exposure } = context;
  const findings = levelOutranks(context, [...enzymeFindings(context), ...besideEnzymes(context)]);
  const victim = packName(trial.ingredient, knowledge);
  const inducers = exposure.beside.filter((each) =>
    (knowledge.enzymes.perpetrators.get(each.name) ?? []).some(
      (action) =>
        action.effect === 'inducer' && (action.row.strength === 'strong' || action.row.strength === 'moderate'),
    ),
  );
  // An unknown pathway is not "no interaction": with an inducer beside it the question stays open.
  if (
    !knowledge.enzymes.victims.has(victim) &&
    inducers.length > 0 &&
    !findings.some((finding) => finding.term === 'induction')
  ) {
    findings.push(
      missing({
        term: 'induction',
        code: 'pathway-unknown',
        values: { drug: inducers[0]?.name ?? '' },
        records: inducers.flatMap((each) => each.records),
      }),
    );
  }
  findings.push(...unread(context));
  return { findings, gates: [] };
}

/** A drug beside this one that nobody could read may be the one that interacts. */
function unread({ exposure, knowledge }: CauseContext): Finding[] {
  const beside = exposure.beside.filter(
    (each) => isUnreadDrug(each.id) && each.daysShare >= knowledge.conventions.perpetratorContextShare,
  );
  const [first] = beside;
  if (first === undefined) return [];
  return [
    missing({
      term: 'drug-interaction',
      code: 'drug-not-read',
      check: 'identify-drug',
      values: { drug: first.name, drugs: beside.length },
      records: beside.flatMap((each) => each.records),
    }),
  ];
}

/** A stop for adverse effects while another drug raised the level: the interaction stands behind the intolerance. */
function conclude(context: CauseContext, first: FirstPass): Finding[] {
  const stopped = first.findings.some(
    (finding) =>
      finding.term === 'stopped-for-intolerance' && finding.bearing === 'supports' && isSupported(finding.certainty),
  );
  if (!stopped) return [];
  const { trial, exposure, asOf, knowledge } = context;
  const window = { from: trial.start, to: Math.max(trial.start + 1, trialEnd(trial, asOf.day)) };
  const victim = packName(trial.ingredient, knowledge);
  const { raisedPossible, raisedProbable } = knowledge.conventions;
  return exposure.beside.flatMap((beside) => {
    if (!knowledge.enzymes.perpetrators.has(beside.name)) return [];
    const raised = raisedBy(context, beside, window);
    if (raised.ratio < raisedPossible) return [];
    return [
      supports({
        term: 'inhibition-intolerance',
        code: 'raised-then-stopped',
        certainty: raised.ratio >= raisedProbable ? 'probable' : 'possible',
        basis: 'inferred',
        checked: raised.checked,
        values: { drug: beside.name, ratio: raised.ratio },
        sources: raised.sources,
        records: beside.records,
        worksheet: interactionWorksheet(context, beside, victim, { event: 'too-much' }),
      }),
    ];
  });
}

/** Another drug, food or herb lowers the effect, or raises the level until the drug has to be stopped. */
export const interaction = defineCause({
  family: 'interaction',
  terms: [
    'drug-interaction',
    'induction',
    'prodrug-activation-blocked',
    'impaired-absorption',
    'pharmacodynamic-antagonism',
    'inhibition-intolerance',
  ],
  step: 5,
  gates: [],
  closes: {
    'drug-interaction': 'cleared',
    induction: 'cleared',
    'prodrug-activation-blocked': 'cleared',
    'impaired-absorption': 'absorbed',
    'pharmacodynamic-antagonism': 'unopposed',
    'inhibition-intolerance': 'tolerated',
  },
  requires: ['intolerance'],
  explainedBy: {},
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  conclude,
  text,
});
