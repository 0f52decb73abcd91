/** Ask: one plain question at a time, then the name of what is happening. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Language, type Messages, messagesOf } from '../../ask/messages.ts';
import { MOST_QUESTIONS } from '../../ask/most-questions.ts';
import type { Answer } from '../../ask/question.ts';
import { core } from '../core-client.ts';
import type { AskStep } from '../protocol.ts';
import { filled, useLanguage, useWords } from '../words.ts';
import { DrugPicker } from './drug-picker.tsx';
import { ResultPage } from './result-page.tsx';

type Given = [string, Answer];

/** Today where the person sits. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The first question needs no facts: it stands before the core has loaded. */
function firstStep(words: Messages): AskStep {
  const { text = '', hint = null } = words.questions.drug ?? {};
  return { kind: 'question', id: 'drug', form: 'drug', text, hint, choices: [], number: 1, most: MOST_QUESTIONS };
}

export function AskDoor(_: { rest: string[] }) {
  const language = useLanguage();
  const words = messagesOf(language);
  const page = useWords().page;
  const [answers, setAnswers] = useState<Given[]>([]);
  const [told, setStep] = useState<AskStep | null>(null);
  const step = answers.length === 0 ? firstStep(words) : told;
  const [failure, setFailure] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (answers.length === 0) {
      setStep(null);
      return;
    }
    let isCurrent = true;
    core('ask', answers, today(), language).then(
      (next) => {
        if (isCurrent) setStep(next);
      },
      (error: unknown) => {
        if (isCurrent) setFailure(String(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [answers, language]);
  const shown = step === null ? '' : step.kind === 'question' ? step.id : 'result';
  useEffect(() => {
    if (answers.length > 0) heading.current?.focus();
  }, [shown]);
  if (failure !== null) return <p role="alert">{filled(page.failed, { what: failure })}</p>;
  if (step === null) return <Waiting text={page.loading} title={words.interview.title ?? ''} />;
  const restart = (): void => setAnswers([]);
  if (step.kind === 'result')
    return (
      <ResultPage step={step} heading={heading} onRestart={restart} onBack={() => setAnswers(answers.slice(0, -1))} />
    );
  return (
    <section class="interview">
      <h1 tabIndex={-1}>{words.interview.title}</h1>
      {answers.length === 0 ? <p class="lead">{words.interview.start}</p> : null}
      <QuestionForm
        key={step.id}
        step={step}
        heading={heading}
        language={language}
        onAnswer={(given) => setAnswers([...answers, [step.id, given]])}
        onBack={answers.length === 0 ? null : () => setAnswers(answers.slice(0, -1))}
      />
    </section>
  );
}

function Waiting({ text, title }: { text: string; title: string }) {
  return (
    <section class="interview">
      <h1 tabIndex={-1}>{title}</h1>
      <p role="status">{text}</p>
    </section>
  );
}

interface FormProps {
  step: Extract<AskStep, { kind: 'question' }>;
  heading: { current: HTMLHeadingElement | null };
  language: Language;
  onAnswer: (given: Answer) => void;
  onBack: (() => void) | null;
}

function QuestionForm({ step, heading, language, onAnswer, onBack }: FormProps) {
  const words = messagesOf(language).interview;
  const [chosen, setChosen] = useState<string[]>([]);
  const [amount, setAmount] = useState('');
  const number = Number(amount.replace(',', '.'));
  const send = (event: Event): void => {
    event.preventDefault();
    if (step.form === 'several') onAnswer(chosen);
    else if (step.form === 'number' && number > 0) onAnswer(number);
  };
  return (
    <form class="card" onSubmit={send}>
      <p class="quiet">{filled(words.count ?? '', { number: step.number, most: step.most })}</p>
      <progress
        max={step.most}
        value={step.number - 1}
        aria-label={filled(words.count ?? '', { number: step.number, most: step.most })}
      />
      <h2 tabIndex={-1} ref={heading}>
        {step.text}
      </h2>
      {step.hint === null ? null : <p id="hint">{step.hint}</p>}
      {step.form === 'drug' ? <DrugPicker onPick={onAnswer} label={words.search ?? ''} /> : null}
      {step.form === 'one' ? (
        <ul class="choices">
          {step.choices.map(({ id, words: text }) => (
            <li key={id}>
              <button type="button" class="choice" onClick={() => onAnswer(id)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {step.form === 'several' ? (
        <fieldset>
          <legend>{words.several}</legend>
          {step.choices.map(({ id, words: text }) => (
            <label key={id} class="check">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ currentTarget }) =>
                  setChosen(currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
              {text}
            </label>
          ))}
        </fieldset>
      ) : null}
      {step.form === 'number' ? (
        <label class="amount">
          {step.text}
          <input
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={amount}
            onInput={(event) => setAmount(event.currentTarget.value)}
            aria-describedby={step.hint === null ? undefined : 'hint'}
          />
        </label>
      ) : null}
      <div class="buttons">
        {step.form === 'several' || step.form === 'number' ? (
          <button type="submit" class="primary" disabled={step.form === 'number' && !(number > 0)}>
            {step.form === 'several' && chosen.length === 0 ? words.none : words.next}
          </button>
        ) : null}
        {step.form === 'drug' ? null : (
          <button type="button" onClick={() => onAnswer(null)}>
            {words.unknown}
          </button>
        )}
        {step.form === 'drug' ? null : (
          <button type="button" onClick={() => onAnswer(null)}>
            {words.skip}
          </button>
        )}
        {onBack === null ? null : (
          <button type="button" onClick={onBack}>
            {words.back}
          </button>
        )}
      </div>
    </form>
  );
}
