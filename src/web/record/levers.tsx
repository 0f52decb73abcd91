/** What would have to be different for another name. */
import { useState } from 'preact/hooks';
import type { TrialAssessment } from '../../domain/assessment.ts';
import { core } from '../core-client.ts';
import type { OpenedPatient } from '../protocol.ts';
import { filled, useWords } from '../words.ts';
import { useNameOf } from './names.ts';
import { assumptionsOf, type Facts, NOTHING, PHENOTYPES, unitOf } from './supposed.ts';

/** Single facts tried one by one; those that give another name are told. */
export function Levers({
  patient,
  trial,
  genes,
}: {
  patient: OpenedPatient;
  trial: TrialAssessment;
  genes: readonly string[];
}) {
  const words = useWords().record;
  const nameOf = useNameOf();
  const [found, setFound] = useState<{ what: string; term: string }[] | null>(null);
  const dose = Math.max(0, ...trial.doses.map(({ dailyDose }) => dailyDose ?? 0));
  const tries: { what: string; facts: Partial<Facts> }[] = [
    ...[1, 0.5].map((taken) => ({ what: `${words.taken}: ${taken * 100}%`, facts: { taken } })),
    ...(dose > 0
      ? [0.25, 0.5, 2].map((factor) => ({
          what: `${filled(words.dose, { unit: unitOf(trial) })}: ${dose * factor}`,
          facts: { dose: String(dose * factor) },
        }))
      : []),
    ...genes.flatMap((gene) =>
      PHENOTYPES.map((phenotype) => ({ what: `${gene} ${phenotype}`, facts: { gene, phenotype } })),
    ),
  ];
  const load = async (event: Event): Promise<void> => {
    if (!(event.currentTarget as HTMLDetailsElement).open || found !== null) return;
    const all = await Promise.all(
      tries.map(async ({ what, facts }) => {
        const assumptions = assumptionsOf({ ...NOTHING, ...facts }, trial);
        const assessment = await core('assume', patient.assessment.id, assumptions);
        return {
          what,
          term: assessment.trials.find(({ id }) => id === trial.id)?.headline.term ?? trial.headline.term,
        };
      }),
    );
    setFound(all.filter(({ term }) => term !== trial.headline.term));
  };
  return (
    <details onToggle={(event) => void load(event)}>
      <summary>{words.toChange}</summary>
      {found !== null && found.length === 0 ? <p>{words.nothingChanges}</p> : null}
      <ul>
        {(found ?? []).map(({ what, term }) => (
          <li key={what}>{filled(words.changes, { what, name: nameOf(term) })}</li>
        ))}
      </ul>
    </details>
  );
}
