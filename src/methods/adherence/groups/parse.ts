import { GroupExpressionError, type Token, tokenize } from './tokenize.ts';

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Operand =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'value'; readonly value: string | number };

/** A medication group as a tree: comparisons of columns with values, joined by and, or and not. */
export type GroupExpression =
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'one-of'; readonly left: Operand; readonly values: readonly (string | number)[] }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'not'; readonly operand: GroupExpression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly GroupExpression[] };

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const MAX_DEPTH = 100;

/**
 * Reads a medication-group expression such as `category == 'medA' & !(daily_dose < 4) | {Other}`.
 *
 * Precedence from tight to loose: comparison, `!` (or `not`), `&` (`and`), `|` (`or`); brackets as usual;
 * `x %in% ('a', 'b')` or `x in ('a', 'b')`. Nothing is evaluated as code. Throws `GroupExpressionError` with the place.
 */
export function parseGroupExpression(text: string): GroupExpression {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', at: text.length };
  const fail = (wanted: string): never => {
    const found = peek().kind === 'end' ? 'the end' : `\`${peek().text}\``;
    throw new GroupExpressionError(`expected ${wanted}, found ${found} at character ${peek().at + 1} of \`${text}\``);
  };
  const take = (...texts: string[]): string | null => {
    const token = peek();
    const isWord = token.kind === 'operator' || token.kind === 'name';
    if (!isWord || !texts.includes(token.text)) return null;
    next++;
    return token.text;
  };

  const operand = (): Operand => {
    const token = peek();
    next++;
    if (token.kind === 'number') return { kind: 'value', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'value', value: token.text };
    if (token.kind === 'name') return { kind: 'column', name: token.text };
    next--;
    return fail('a column or a value');
  };

  const listOfValues = (): (string | number)[] => {
    take('c');
    if (!take('(')) return fail('`(`');
    const values: (string | number)[] = [];
    do {
      const item = operand();
      if (item.kind !== 'value') return fail('a value');
      values.push(item.value);
    } while (take(','));
    if (!take(')')) return fail('`)`');
    return values;
  };

  const comparison = (depth: number): GroupExpression => {
    if (depth > MAX_DEPTH) throw new GroupExpressionError(`more than ${MAX_DEPTH} nested brackets in \`${text}\``);
    if (take('!', 'not')) return { kind: 'not', operand: comparison(depth + 1) };
    if (take('(')) {
      const inner = either(depth + 1);
      return take(')') ? inner : fail('`)`');
    }
    if (peek().kind === 'group') {
      const name = peek().text;
      next++;
      return { kind: 'group', name };
    }
    const left = operand();
    if (take('%in%', 'in')) return { kind: 'one-of', left, values: listOfValues() };
    const operator = COMPARISONS[take('=', '==', '!=', '<', '<=', '>', '>=') ?? ''];
    return operator ? { kind: 'compare', operator, left, right: operand() } : fail('a comparison');
  };

  const joined = (
    kind: 'and' | 'or',
    words: string[],
    part: (depth: number) => GroupExpression,
    depth: number,
  ): GroupExpression => {
    const first = part(depth);
    const operands = [first];
    while (take(...words)) operands.push(part(depth));
    return operands.length === 1 ? first : { kind, operands };
  };
  const both = (depth: number): GroupExpression => joined('and', ['&', '&&', 'and'], comparison, depth);
  const either = (depth: number): GroupExpression => joined('or', ['|', '||', 'or'], both, depth);

  const whole = either(0);
  return peek().kind === 'end' ? whole : fail('`&`, `|` or the end');
}
