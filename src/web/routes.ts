/** Which door is open, from the address after the hash: the page has no server to ask. */
import { useEffect, useState } from 'preact/hooks';

export const DOORS = ['record', 'ask', 'terms', 'population'] as const;
export type Door = (typeof DOORS)[number];

export interface Route {
  door: Door | null;
  /** what stands behind the door: a term's id, a trial's place */
  rest: string[];
}

/** Reads "#/terms/tolerance". @example routeOf('#/ask').door //=> 'ask' */
export function routeOf(hash: string): Route {
  const [first = '', ...rest] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const door = DOORS.find((each) => each === first) ?? null;
  return { door, rest: door === null ? [] : rest.filter((part) => part !== '') };
}

/** The address of a door. */
export const hrefOf = (door: Door | null, ...rest: string[]): string =>
  `#/${[...(door === null ? [] : [door]), ...rest].map(encodeURIComponent).join('/')}`;

/** The route as it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(routeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}
