/** Every trial of everyone in the files: what it is called, its course at a glance, its fair chance, the labels. */
import type { LabelAssessment, TrialAssessment } from '../../domain/assessment.ts';
import { parseMoment } from '../../domain/time.ts';
import { spark } from '../../figures/index.ts';
import { Figure } from '../figure.tsx';
import type { Opened, OpenedPatient } from '../protocol.ts';
import { hrefOf } from '../routes.ts';
import { filled, useWords } from '../words.ts';
import { Gates } from './gates.tsx';
import { useNameOf } from './names.ts';
import { PrintPages } from './print-pages.tsx';
import { ProblemList } from './problem-list.tsx';

export function Overview({ opened }: { opened: Opened }) {
  const words = useWords().record;
  return (
    <>
      <PrintPages opened={opened} />
      <div class="screen-only">
        {opened.problems.length === 0 ? null : <ProblemList problems={opened.problems} />}
        {opened.patients.map((patient, place) => (
          <Person key={patient.assessment.id} patient={patient} place={place} />
        ))}
        <p class="no-print">
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
        </p>
      </div>
    </>
  );
}

function Person({ patient: { assessment }, place }: { patient: OpenedPatient; place: number }) {
  const words = useWords().record;
  const { id, asOf, trials, labels, problems, counts } = assessment;
  return (
    <section class="person">
      <h2>{filled(words.person, { id })}</h2>
      <p class="quiet">
        {filled(words.counts, { ...counts, medicationCodes: '' })}
        {asOf === null ? '' : `; ${filled(words.asOf, { day: asOf })}`}
      </p>
      {trials.length === 0 ? (
        <p>{words.noTrials}</p>
      ) : (
        <ul class="trials">
          {trials.map((trial, number) => (
            <TrialCard key={trial.id} trial={trial} href={hrefOf('record', String(place), String(number))} />
          ))}
        </ul>
      )}
      <Labels labels={labels} />
      {problems.length === 0 ? null : <ProblemList problems={problems} />}
    </section>
  );
}

function TrialCard({ trial, href }: { trial: TrialAssessment; href: string }) {
  const words = useWords().record;
  const nameOf = useNameOf();
  const leading = trial.causes.find(({ term }) => term === trial.headline.term);
  return (
    <li class={`trial ${standingOf(trial)}`}>
      <a href={href}>
        <span class="drug">{trial.medication.name}</span>
        <span class="headline">
          {nameOf(trial.headline.term)} <small>({(leading ?? trial.course).certainty})</small>
        </span>
      </a>
      <p class="quiet">
        {trial.indication?.text ?? ''} {trial.start} – {trial.end ?? '…'}
      </p>
      <div class="glance">
        <CourseSpark trial={trial} />
        <Gates trial={trial} />
      </div>
      <p class="quiet">
        {nameOf(trial.course.term)} ({trial.course.certainty}); {words.fairChance[trial.fairChance]}
      </p>
    </li>
  );
}

const standingOf = ({ failure }: TrialAssessment): string =>
  failure === true ? 'failed' : failure === false ? 'works' : 'open';

function CourseSpark({ trial }: { trial: TrialAssessment }) {
  const { outcomes } = trial;
  if (outcomes === null || outcomes.points.length === 0) return null;
  const dayOf = (day: string): number => parseMoment(day)?.day ?? 0;
  const points = outcomes.points.map(({ day, value }) => ({ day: dayOf(day), value }));
  const words = `${outcomes.measure}: ${points.map(({ value }) => value).join(', ')}`;
  return <Figure svg={spark({ points, target: outcomes.target, start: dayOf(trial.start) }, words)} />;
}

function Labels({ labels }: { labels: readonly LabelAssessment[] }) {
  const words = useWords().record;
  const nameOf = useNameOf();
  if (labels.length === 0) return null;
  return (
    <section>
      <h3>{words.labels}</h3>
      <ul class="labels">
        {labels.map((label) => (
          <li key={`${label.term}/${label.condition}`}>
            <details>
              <summary>
                <strong>{nameOf(label.term)}</strong> <span class="badge">{nameOf(label.standing)}</span>{' '}
                <small>
                  {nameOf(label.condition)}; {label.definition}
                </small>
              </summary>
              <p>
                <a href={hrefOf('terms', label.term)}>{words.meaning}</a>
              </p>
              <ul>
                {label.requirements.map(({ code, answer, values }) => (
                  <li key={code}>
                    {code.replaceAll('-', ' ')}: <strong>{answer}</strong> <small>{valuesOf(values)}</small>
                  </li>
                ))}
              </ul>
              {label.refused.length === 0 ? null : (
                <ul>
                  {label.refused.map(({ trial, because }) => (
                    <li key={trial}>
                      {trial}: {nameOf(because)}
                    </li>
                  ))}
                </ul>
              )}
              {label.otherDefinitions.length === 0 ? null : (
                <p class="quiet">
                  {label.otherDefinitions
                    .map(({ definition, standing }) => `${definition}: ${nameOf(standing)}`)
                    .join('; ')}
                </p>
              )}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

const valuesOf = (values: Readonly<Record<string, string | number | boolean | null>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(3)) : String(value)}`)
    .join(', ');
