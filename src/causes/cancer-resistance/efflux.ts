/** Efflux: named only where a pump was measured and drugs of several classes it carries have failed. */
import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { EffluxSubstrate } from '../../knowledge/tumours/index.ts';
import type { CauseContext } from '../contract.ts';
import type { Samples } from './samples.ts';

interface Failed {
  drug: string;
  substrate: EffluxSubstrate;
}

/** Drugs a pump carries that failed in this person, this trial's own included. */
function failedSubstrates(pump: string, context: CauseContext): Failed[] {
  const { trials, courses, knowledge } = context;
  return trials.flatMap((trial, index) => {
    const substrate = knowledge.tumours.pumpsOf(trial.ingredient.name).find((row) => row.pump === pump);
    return substrate && courses[index]?.failure === true ? [{ drug: trial.ingredient.name, substrate }] : [];
  });
}

/** What speaks against efflux as the cause, for this tumour or any, as a clause. */
function counterClause(pump: string, context: CauseContext): { clause: string; facts: string[]; sources: string[] } {
  const { trial, knowledge } = context;
  const condition = trial.indication?.condition ?? null;
  const lines = condition === null ? [] : knowledge.conditions.lineage(condition);
  const rows = knowledge.tumours.rows.effluxEvidence.filter(
    (row) =>
      row.bearing === 'against' && row.pumps.includes(pump) && (row.condition === '' || lines.includes(row.condition)),
  );
  return {
    clause: rows.map((row) => row.finding).join('; '),
    facts: rows.map((row) => row.id),
    sources: rows.flatMap((row) => sourceIds(row.source)),
  };
}

/** Findings of efflux for a drug that a pump carries. */
export function effluxFindings(samples: Samples, context: CauseContext): Finding[] {
  const { trial, knowledge } = context;
  const { effluxClasses } = knowledge.tumours.thresholds;
  const term = 'efflux-multidrug-resistance';
  const findings: Finding[] = [];
  for (const own of knowledge.tumours.pumpsOf(trial.ingredient.name)) {
    const measured = samples.pumps.filter((each) => each.pump === own.pump).at(-1);
    const failed = failedSubstrates(own.pump, context);
    const classes = [...new Set(failed.map(({ substrate }) => substrate.class))];
    const isOwn = failed.some(({ drug }) => drug === trial.ingredient.name);
    const enough = isOwn && classes.length >= effluxClasses;
    const values = {
      pump: own.pump,
      drugs: [...new Set(failed.map(({ drug }) => drug))].join(', '),
      classes: classes.length,
      drug: trial.ingredient.name,
    };
    if (measured && !measured.raised) {
      findings.push(
        opposes({
          term,
          code: 'pump-not-raised',
          certainty: 'excluded',
          basis: 'measured',
          values: { ...values, day: measured.day },
          records: [measured.record],
        }),
      );
    } else if (measured && enough) {
      const counter = counterClause(own.pump, context);
      const rows = failed.map(({ substrate }) => substrate);
      findings.push(
        supports({
          term,
          code: 'pump-raised-and-classes-failed',
          certainty: 'probable',
          basis: 'measured',
          checked: rows.every((row) => row.checked === 'yes'),
          values: { ...values, day: measured.day, against: counter.clause },
          facts: counter.facts,
          sources: [...new Set([...rows.flatMap((row) => sourceIds(row.source)), ...counter.sources])],
          records: [measured.record],
        }),
      );
    } else if (measured) {
      findings.push(missing({ term, code: 'one-class-only', values, records: [measured.record] }));
    } else if (enough) {
      findings.push(missing({ term, code: 'pattern-without-measurement', check: 'measure-pump', values }));
    }
  }
  // A pump that is raised and explains the failure says more than another that is not.
  const named = findings.some((finding) => finding.bearing === 'supports');
  return named ? findings.filter((finding) => finding.bearing === 'supports') : findings;
}
