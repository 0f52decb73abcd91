/** The end of the interview: a page to read, to print and to take along. */
import { messagesOf } from '../../ask/messages.ts';
import type { AskStep } from '../protocol.ts';
import { hrefOf } from '../routes.ts';
import { filled, useLanguage, useWords } from '../words.ts';

interface Props {
  step: Extract<AskStep, { kind: 'result' }>;
  heading: { current: HTMLHeadingElement | null };
  onRestart: () => void;
  onBack: () => void;
}

export function ResultPage({ step, heading, onRestart, onBack }: Props) {
  const { result: words, interview } = messagesOf(useLanguage());
  const ask = useWords().ask;
  const { result, recap } = step;
  return (
    <article class="result">
      <h1 tabIndex={-1} ref={heading}>
        {words.title}
      </h1>
      {result === null ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          <p class="quiet">
            {filled(words.medicine ?? '', { drug: result.drug })} · {result.day}
          </p>
          <div class="name">
            <h2>{words.name}</h2>
            <p class="headline">
              <a href={hrefOf('terms', result.term)}>{result.name}</a>
            </p>
            <p>{result.means}</p>
          </div>
          <Part title={words.sure} lines={result.sure} />
          <Part title={words.why} lines={result.why} />
          {result.also.length === 0 ? null : (
            <section>
              <h2>{words.also}</h2>
              <ul>
                {result.also.map(({ term, name, means }) => (
                  <li key={term}>
                    <a href={hrefOf('terms', term)}>{name}</a>: {means}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Part title={words.settle} lines={result.settle} />
          <Part title={words.ask} lines={result.ask} />
          <section class="help">
            <h2>{words.help}</h2>
            <ul>
              {result.help.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        </>
      )}
      {recap.length === 0 ? null : (
        <details>
          <summary>{ask.answered}</summary>
          <ul>
            {recap.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      <p class="quiet">{words.disclaimer}</p>
      <div class="buttons no-print">
        <button type="button" class="primary" onClick={() => print()}>
          {interview.print}
        </button>
        <button type="button" onClick={onBack}>
          {interview.back}
        </button>
        <button type="button" onClick={onRestart}>
          {interview.again}
        </button>
      </div>
    </article>
  );
}

function Part({ title, lines }: { title: string | undefined; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
