/** The shape of a route. */
import type { Exchange } from '../exchange.ts';
import type { Service } from '../service.ts';

export interface Route {
  method: 'GET' | 'POST';
  /** segments; ":name" takes one segment */
  path: string;
  /** answers without proof of who asks, also beyond loopback: nothing of a patient passes here */
  isOpen: boolean;
  /** refusals as OperationOutcome */
  isFhir?: boolean;
  handle(exchange: Exchange, service: Service, parameters: Readonly<Record<string, string>>): Promise<void>;
}

/** The values of a path's named segments, null where the path is another. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) {
      if (segment === '') return null;
      values[part.slice(1)] = segment;
    } else if (part !== segment) return null;
  }
  return values;
}
