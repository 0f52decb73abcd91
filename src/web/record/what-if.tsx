/** What if: assumed facts beside the record's, the verdict recomputed, and what would change the name. */
import { useEffect, useState } from 'preact/hooks';
import type { TrialAssessment } from '../../domain/assessment.ts';
import { core } from '../core-client.ts';
import type { OpenedPatient } from '../protocol.ts';
import { filled, useWords } from '../words.ts';
import { CauseList } from './evidence.tsx';
import { Gates } from './gates.tsx';
import { Levers } from './levers.tsx';
import { useNameOf } from './names.ts';
import { assumptionsOf, type Facts, NOTHING, PHENOTYPES, recordedShare, unitOf } from './supposed.ts';

export function WhatIf({ patient, trial }: { patient: OpenedPatient; trial: TrialAssessment }) {
  const { record: words, page } = useWords();
  const nameOf = useNameOf();
  const [facts, setFacts] = useState<Facts>(NOTHING);
  const [assumed, setAssumed] = useState<TrialAssessment | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const assumptions = assumptionsOf(facts, trial);
  const key = JSON.stringify(assumptions);
  const person = patient.assessment.id;
  useEffect(() => {
    let isCurrent = true;
    setFailure(null);
    if (assumptions.length === 0) {
      setAssumed(null);
      return;
    }
    core('assume', person, assumptions).then(
      (assessment) => {
        if (isCurrent) setAssumed(assessment.trials.find(({ id }) => id === trial.id) ?? null);
      },
      (error: unknown) => {
        if (isCurrent) setFailure(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [key, person, trial.id]);
  const set = (change: Partial<Facts>): void => setFacts({ ...facts, ...change });
  const genes = patient.beside.genes[trial.id] ?? [];
  const [was, now] = [trial.headline.term, assumed?.headline.term ?? trial.headline.term];
  return (
    <section class="what-if no-print">
      <h2>{words.whatIf}</h2>
      <p class="quiet">{words.whatIfText}</p>
      <div class="facts">
        <label>
          {words.taken}: {facts.taken === null ? words.asRecorded : `${Math.round(facts.taken * 100)}%`}
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={Math.round((facts.taken ?? recordedShare(trial)) * 100)}
            onInput={({ currentTarget }) => set({ taken: Number(currentTarget.value) / 100 })}
          />
        </label>
        <label>
          {filled(words.dose, { unit: unitOf(trial) })}
          <input
            inputMode="decimal"
            value={facts.dose}
            onInput={({ currentTarget }) => set({ dose: currentTarget.value })}
          />
        </label>
        <fieldset>
          <legend>{words.genotype}</legend>
          <input
            aria-label={`${words.genotype}: ${words.genotypeHint}`}
            list="genes"
            value={facts.gene}
            onInput={({ currentTarget }) => set({ gene: currentTarget.value.toUpperCase() })}
          />
          <datalist id="genes">
            {genes.map((gene) => (
              <option key={gene} value={gene} />
            ))}
          </datalist>
          <select
            aria-label={words.genotype}
            value={facts.phenotype}
            onChange={({ currentTarget }) => set({ phenotype: currentTarget.value })}
          >
            <option value="">{words.asRecorded}</option>
            {PHENOTYPES.map((phenotype) => (
              <option key={phenotype}>{phenotype}</option>
            ))}
          </select>
        </fieldset>
        <fieldset>
          <legend>{words.perpetrator}</legend>
          <input
            aria-label={words.perpetrator}
            value={facts.perpetrator}
            onInput={({ currentTarget }) => set({ perpetrator: currentTarget.value })}
          />
          <input
            type="date"
            aria-label={`${words.perpetrator} 1`}
            value={facts.from || trial.start}
            onChange={({ currentTarget }) => set({ from: currentTarget.value })}
          />
          <input
            type="date"
            aria-label={`${words.perpetrator} 2`}
            value={facts.to}
            onChange={({ currentTarget }) => set({ to: currentTarget.value })}
          />
        </fieldset>
        <fieldset>
          <legend>{words.culture}</legend>
          <input
            aria-label={words.organism}
            placeholder={words.organism}
            value={facts.organism}
            onInput={({ currentTarget }) => set({ organism: currentTarget.value })}
          />
          <select
            aria-label={words.sir}
            value={facts.sir}
            onChange={({ currentTarget }) => set({ sir: currentTarget.value })}
          >
            <option value="">{words.asRecorded}</option>
            <option>S</option>
            <option>I</option>
            <option>R</option>
          </select>
        </fieldset>
      </div>
      <div class="buttons">
        <button type="button" onClick={() => setFacts(NOTHING)} disabled={assumptions.length === 0}>
          {words.reset}
        </button>
      </div>
      {failure === null ? null : <p role="alert">{filled(page.failed, { what: failure })}</p>}
      <div class="compare" aria-live="polite">
        <div class="card">
          <h3>{words.recordVerdict}</h3>
          <p class="headline">{nameOf(was)}</p>
          <p class="quiet">{words.fairChance[trial.fairChance]}</p>
        </div>
        {assumed === null ? null : (
          <div class="card assumed">
            <h3>{words.assumedVerdict}</h3>
            <p class="headline">{nameOf(now)}</p>
            <p>{now === was ? words.sameName : filled(words.newName, { from: nameOf(was), to: nameOf(now) })}</p>
            <ul>
              {assumed.assumed.map((said) => (
                <li key={said}>
                  {said} <span class="badge assumed">{words.assumed}</span>
                </li>
              ))}
            </ul>
            <Gates trial={assumed} />
            <CauseList causes={assumed.causes} />
          </div>
        )}
      </div>
      <Levers patient={patient} trial={trial} genes={genes} />
    </section>
  );
}
