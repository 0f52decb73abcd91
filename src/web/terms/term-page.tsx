/** One term: what it means, what it looks like, how it is decided, what it is confused with, where that is from. */
import { useEffect, useState } from 'preact/hooks';
import { termIn } from '../../ask/messages.ts';
import { type Source, sourceIds } from '../../knowledge/pack.ts';
import type { TermRow, Terms } from '../../knowledge/terms/index.ts';
import { SourceLine } from '../record/evidence.tsx';
import { hrefOf } from '../routes.ts';
import { loadJson } from '../tables.ts';
import { useLanguage, useWords } from '../words.ts';
import { hasPicture, Picture } from './picture.tsx';

export function TermPage({ row, terms }: { row: TermRow; terms: Terms }) {
  const words = useWords().terms;
  const language = useLanguage();
  const own = termIn(language, row.id, terms);
  const nameOf = (id: string): string => termIn(language, id, terms)?.name ?? id;
  const kinds = terms.children(row.id);
  const links = (ids: readonly string[]) =>
    ids.map((id, place) => (
      <span key={id}>
        {place > 0 ? ', ' : ''}
        <a href={hrefOf('terms', id)}>{nameOf(id)}</a>
      </span>
    ));
  return (
    <article class="term">
      <p>
        <a href={hrefOf('terms')}>← {words.back}</a>
      </p>
      <h1 tabIndex={-1}>{own?.name}</h1>
      <p class="lead">{own?.plain}</p>
      {hasPicture(row.id) ? (
        <section>
          <h2>{words.picture}</h2>
          <Picture id={row.id} withWords />
          <p class="quiet">{words.pictureKey}</p>
        </section>
      ) : null}
      <section>
        <h2>{words.decided}</h2>
        <p>{own?.decided}</p>
      </section>
      {row.confusedWith.length === 0 ? null : (
        <section>
          <h2>{words.confused}</h2>
          <dl class="terms">
            {row.confusedWith.map(({ term, how }) => (
              <div key={term}>
                <dt>
                  <a href={hrefOf('terms', term)}>{nameOf(term)}</a>
                </dt>
                <dd>{own?.confusedWith[term] ?? how}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {row.parents.length + kinds.length === 0 && row.chance === null ? null : (
        <section>
          <h2>{words.belongs}</h2>
          {row.parents.length === 0 ? null : (
            <p>
              {words.kindOf} {links(row.parents)}.
            </p>
          )}
          {kinds.length === 0 ? null : (
            <p>
              {words.kinds}: {links(kinds)}.
            </p>
          )}
          {row.chance === null ? null : <p>{words[row.chance]}</p>}
        </section>
      )}
      {row.aliases.length === 0 ? null : (
        <section>
          <h2>{words.also}</h2>
          <p>{row.aliases.join(', ')}</p>
        </section>
      )}
      {row.codes.length === 0 ? null : (
        <section>
          <h2>{words.codes}</h2>
          <ul>
            {row.codes.map(({ system, code, display }) => (
              <li key={`${system}${code ?? display}`}>
                {system} {code ?? ''}: {display}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Sources cell={row.source} unchecked={row.checked === 'no'} />
    </article>
  );
}

function Sources({ cell, unchecked }: { cell: string; unchecked: boolean }) {
  const words = useWords().terms;
  const [found, setFound] = useState<readonly Source[]>([]);
  useEffect(() => {
    const ids = sourceIds(cell);
    void loadJson<Source[]>('data/sources.json.gz').then((all) => setFound(all.filter(({ id }) => ids.includes(id))));
  }, [cell]);
  return (
    <section>
      <h2>{words.sources}</h2>
      <ul>
        {found.map((source) => (
          <li key={source.id}>
            <SourceLine source={source} />
          </li>
        ))}
      </ul>
      {unchecked ? <p class="quiet">{words.unchecked}</p> : null}
    </section>
  );
}
