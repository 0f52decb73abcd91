/** Terms: a glossary to search, each term with its picture, its rule, and what it is confused with. */
import { useEffect, useState } from 'preact/hooks';
import { termIn } from '../../ask/messages.ts';
import { buildTerms, type TermRow, type Terms } from '../../knowledge/terms/index.ts';
import { loadTerms } from '../record/names.ts';
import { hrefOf } from '../routes.ts';
import { filled, useLanguage, useWords } from '../words.ts';
import { Picture } from './picture.tsx';
import { TermPage } from './term-page.tsx';

/** Pairs people confuse, shown side by side at the top. */
const PAIRS = [
  ['tolerance', 'tachyphylaxis'],
  ['antimicrobial-resistance', 'tolerance'],
  ['primary-non-response', 'secondary-non-response'],
] as const;

const fold = (text: string): string => text.toLowerCase().replaceAll('-', ' ');

export function TermsDoor({ rest: [id] }: { rest: string[] }) {
  const { terms: words, page } = useWords();
  const [terms, setTerms] = useState<Terms | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    loadTerms().then(
      (rows) => setTerms(buildTerms([...rows.values()])),
      (error: unknown) => setFailure(String(error)),
    );
  }, []);
  if (failure !== null) return <p role="alert">{filled(page.failed, { what: failure })}</p>;
  if (terms === null)
    return (
      <>
        <h1 tabIndex={-1}>{words.title}</h1>
        <p role="status">{page.loading}</p>
      </>
    );
  const row = id === undefined ? undefined : terms.byId.get(id);
  return row ? <TermPage row={row} terms={terms} /> : <Glossary terms={terms} />;
}

function Glossary({ terms }: { terms: Terms }) {
  const words = useWords().terms;
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const wanted = fold(typed).trim();
  const holds = (row: TermRow): boolean => {
    const own = termIn(language, row.id, terms);
    return [row.id, row.name, ...row.aliases, own?.name ?? '', own?.plain ?? ''].some((text) =>
      fold(text).includes(wanted),
    );
  };
  const found = terms.all.filter(holds);
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <label class="search">
        {words.search}
        <input type="search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
      </label>
      <p role="status" class="quiet">
        {filled(words.found, { count: found.length, all: terms.all.length })}
      </p>
      {wanted === '' ? (
        <section>
          <h2>{words.pairs}</h2>
          <ul class="pairs">
            {PAIRS.map((pair) => (
              <li key={pair.join()} class="card">
                {pair.map((id) => (
                  <div key={id}>
                    <a href={hrefOf('terms', id)}>{termIn(language, id, terms)?.name}</a>
                    <Picture id={id} />
                  </div>
                ))}
                <p>{termIn(language, pair[0], terms)?.confusedWith[pair[1]]}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {kinds.map((kind) => (
        <section key={kind}>
          <h2>{words.kind[kind]}</h2>
          <dl class="terms">
            {found
              .filter((row) => row.kind === kind)
              .map((row) => (
                <div key={row.id} class={row.parents.length > 0 ? 'child' : ''}>
                  <dt>
                    <a href={hrefOf('terms', row.id)}>{termIn(language, row.id, terms)?.name}</a>
                  </dt>
                  <dd>{termIn(language, row.id, terms)?.plain}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  );
}
