/** A piece of a medication-group expression with its place in the text (0-based). */
export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'group' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

/** An expression that cannot be read: what was found, where, and what would be right. */
export class GroupExpressionError extends Error {
  override name = 'GroupExpressionError';
}

const PATTERN =
  /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|\{([^}]+)\}|`([^`]+)`|([A-Za-z_][A-Za-z0-9_.]*)|(<=|>=|==|!=|&&|\|\||%in%|[<>=!&|(),]))/y;

/**
 * Cuts an expression into numbers, quoted texts, column names, `{group}` references and operators.
 *
 * Throws `GroupExpressionError` at the first character that belongs to none of them.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    if (!match) {
      throw new GroupExpressionError(`cannot read \`${text.slice(at).trim()}\` at character ${at + 1} of \`${text}\``);
    }
    const [, number, single, double, group, quoted, name, operator] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (single !== undefined || double !== undefined)
      tokens.push({ kind: 'text', text: single ?? double ?? '', at });
    else if (group !== undefined) tokens.push({ kind: 'group', text: group.trim(), at });
    else if (quoted !== undefined || name !== undefined) tokens.push({ kind: 'name', text: quoted ?? name ?? '', at });
    else tokens.push({ kind: 'operator', text: operator ?? '', at });
    at = PATTERN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}
