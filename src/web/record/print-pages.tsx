/** What the print view holds: every trial of everyone, a page each. Seen on paper only. */
import { parseMoment } from '../../domain/time.ts';
import { trialLanes, trialLedger } from '../../figures/index.ts';
import { Figure } from '../figure.tsx';
import type { Opened } from '../protocol.ts';
import { filled, useWords } from '../words.ts';
import { Gates } from './gates.tsx';
import { laneModel } from './lane-model.ts';
import { useNameOf } from './names.ts';

/** Pixels that fit the width of a sheet. */
const WIDTH = 680;

export function PrintPages({ opened }: { opened: Opened }) {
  const { record: words, page } = useWords();
  const nameOf = useNameOf();
  return (
    <div class="print-only">
      {opened.patients.flatMap(({ assessment, beside }) =>
        assessment.trials.map((trial) => {
          const { lanes, from, to } = laneModel(trial, beside, assessment.asOf ?? trial.start, words);
          const title = filled(words.trialTitle, {
            drug: trial.medication.name,
            headline: nameOf(trial.headline.term),
          });
          const window = {
            from: parseMoment(trial.window.start)?.day ?? from,
            to: (parseMoment(trial.window.end)?.day ?? to) + 1,
            name: words.window,
          };
          return (
            <article key={trial.id} class="print-page">
              <h1>{title}</h1>
              <p class="quiet">
                {filled(words.person, { id: assessment.id })}; {filled(words.asOf, { day: assessment.asOf ?? '?' })}
              </p>
              <p>{trial.summary.clinician}</p>
              <Gates trial={trial} />
              <Figure svg={trialLanes(lanes, { title, description: words.timeline, from, to, width: WIDTH, window })} />
              <Figure svg={trialLedger(trial)} />
              {trial.causes.map(({ term, certainty, evidence }) => (
                <p key={term}>
                  <strong>
                    {nameOf(term)} ({certainty})
                  </strong>{' '}
                  {evidence.map(({ text }) => text).join(' ')}
                </p>
              ))}
              {trial.excluded.length === 0 ? null : (
                <p>
                  <strong>{words.excluded}:</strong> {trial.excluded.map(({ term }) => nameOf(term)).join(', ')}
                </p>
              )}
              <p>
                <strong>{words.next}:</strong> {trial.nextChecks.map(({ text }) => text).join(' ')}
              </p>
              <p class="quiet">{page.disclaimer}</p>
            </article>
          );
        }),
      )}
    </div>
  );
}
