/** A term as a small page: where a card's link leads. */
import { escaped, list, section, tag } from '../../emit/html/markup.ts';
import { STYLE } from '../../emit/html/style.ts';
import { sentenceCase } from '../../explain/index.ts';
import type { TermRow } from '../../knowledge/terms/index.ts';
import type { Service } from '../service.ts';

/** What the term means, how it is decided, what it is taken for, and where the definition is from. */
export function termPage(term: TermRow, { terms, sources }: Service['knowledge']): string {
  const link = (id: string): string => `<a href="/terms/${escaped(id)}">${escaped(terms.byId.get(id)?.name ?? id)}</a>`;
  const cited = term.source.split('|').map((part) => {
    const [id = '', ...locator] = part.trim().split(', ');
    const title = sources.get(id)?.title ?? id;
    return escaped([title, ...locator].join(', '));
  });
  const kinds = [
    ...term.parents.map((id) => `a kind of ${link(id)}`),
    ...terms.children(term.id).map((id) => `has the kind ${link(id)}`),
  ];
  const confused = term.confusedWith.map(({ term: id, how }) => `${link(id)}: ${escaped(how)}`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(sentenceCase(term.name))}: RxWhy</title><style>${STYLE}</style></head>
<body><main>
<h1>${escaped(sentenceCase(term.name))}</h1>
${tag('p', escaped(term.plain), 'plain')}
${section('How it is decided', tag('p', escaped(term.decided)))}
${section('Where it belongs', list(kinds))}
${section('Not to be confused with', list(confused))}
${section('Also called', list(term.aliases.map(escaped)))}
${section('Sources', list(cited))}
</main></body></html>
`;
}
