/** The trial view: the name, one axis of time, the ledger, the reasons, what to check, and what if. */
import { useMemo } from 'preact/hooks';
import type { TrialAssessment } from '../../domain/assessment.ts';
import { parseMoment } from '../../domain/time.ts';
import type { OpenedPatient } from '../protocol.ts';
import { hrefOf } from '../routes.ts';
import { filled, useWords } from '../words.ts';
import { CauseList, EvidenceList } from './evidence.tsx';
import { Gates } from './gates.tsx';
import { laneModel } from './lane-model.ts';
import { Lanes } from './lanes.tsx';
import { Ledger } from './ledger.tsx';
import { useNameOf } from './names.ts';
import { WhatIf } from './what-if.tsx';

interface Props {
  patient: OpenedPatient;
  trial: TrialAssessment;
}

export function TrialView({ patient, trial }: Props) {
  const { record: words, page } = useWords();
  const nameOf = useNameOf();
  const { assessment, beside } = patient;
  const end = assessment.asOf ?? trial.end ?? trial.start;
  const model = useMemo(() => laneModel(trial, beside, end, words), [trial, beside, end, words]);
  const window = useMemo(
    () => ({ from: parseMoment(trial.window.start)?.day ?? 0, to: (parseMoment(trial.window.end)?.day ?? 0) + 1 }),
    [trial],
  );
  const headline = nameOf(trial.headline.term);
  const title = filled(words.trialTitle, { drug: trial.medication.name, headline });
  return (
    <article class="trial-view">
      <p class="no-print">
        <a href={hrefOf('record')}>← {words.overview}</a>
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <p class="lead">{trial.summary.clinician}</p>
      <p class="quiet">
        {trial.medication.product ?? trial.medication.name} · {trial.indication?.text ?? ''} · {trial.start} –{' '}
        {trial.end ?? '…'} · <a href={hrefOf('terms', trial.headline.term)}>{headline}</a>
      </p>
      <Gates trial={trial} />
      <section>
        <h2>{words.timeline}</h2>
        <Lanes model={model} title={title} description={words.timeline} window={window} />
      </section>
      <section>
        <h2>{words.ledger}</h2>
        <Ledger trial={trial} />
      </section>
      <section>
        <h2>{words.causes}</h2>
        {trial.causes.length === 0 ? <p>{words.noCauses}</p> : <CauseList causes={trial.causes} />}
      </section>
      <section>
        <h2>
          {words.course}: {nameOf(trial.course.term)} ({trial.course.certainty})
        </h2>
        <EvidenceList evidence={trial.course.evidence} />
      </section>
      {trial.risks.length === 0 ? null : (
        <section>
          <h2>{words.risks}</h2>
          <CauseList causes={trial.risks} />
        </section>
      )}
      {trial.excluded.length === 0 ? null : (
        <section>
          <h2>{words.excluded}</h2>
          <CauseList causes={trial.excluded} />
        </section>
      )}
      {trial.notAssessed.length === 0 ? null : (
        <section>
          <h2>{words.notAssessed}</h2>
          <ul>
            {trial.notAssessed.map(({ term, missing }) => (
              <li key={term}>
                <a href={hrefOf('terms', term)}>{nameOf(term)}</a>: {missing.join(', ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.next}</h2>
        <ol>
          {trial.nextChecks.map(({ code, text, why }) => (
            <li key={code}>
              {text} <span class="quiet">{why}</span>
            </li>
          ))}
        </ol>
      </section>
      <WhatIf patient={patient} trial={trial} />
      <section>
        <h2>{words.plain}</h2>
        <p>{trial.summary.plain}</p>
      </section>
      <p class="quiet print-only">{page.disclaimer}</p>
    </article>
  );
}
