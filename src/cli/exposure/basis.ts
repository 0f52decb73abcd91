/** In one line, what a predicted ratio rests on. */
import type { RouteState } from '../../methods/clearance/index.ts';
import type { PairAnswer } from './assess-pair.ts';

const number = (value: number): string => String(Number(value.toPrecision(2)));

const support = (estimate: { basis: string; pairs: number }): string =>
  estimate.basis === 'fitted' ? `fitted, ${estimate.pairs} pairs` : estimate.basis;

const touched = (route: RouteState): boolean => route.acting.length > 0 || route.genotype !== null;

const routeText = (route: RouteState): string => {
  const { pathway } = route;
  const parts = [`${pathway.enzyme} share ${number(pathway.share)} (${support(pathway.estimate)})`];
  if (route.genotype) parts.push(`activity ${number(route.genotype.value)}`);
  for (const { drug, action } of route.acting)
    parts.push(`${drug} ${action.effect} ${number(action.size.value)} (${support(action.size)})`);
  return parts.join(', ');
};

const anyUnchecked = (routes: readonly RouteState[]): boolean =>
  routes.some((route) => route.pathway.row.checked === 'no' || route.acting.some((a) => a.action.row.checked === 'no'));

/** The routes that were touched, the absorption rows used, and whether any fact is unchecked. */
export const basisOf = (answer: PairAnswer): string => {
  const routes = answer.prediction.routes.filter(touched);
  const parts = routes.map(routeText);
  if (answer.absorbed)
    parts.push(
      `absorption ${answer.absorbed.value === null ? 'lowered, size unknown' : number(answer.absorbed.value)}`,
    );
  const { name, enzyme, share, moiety } = answer.prediction.active;
  if (moiety !== 'parent' && share !== null) parts.push(`${name} formed by ${enzyme}, share ${number(share)}`);
  if (routes.length === 0 && !answer.absorbed) {
    if (answer.prediction.ratio.value === null && parts.length === 0) return '';
    if (parts.length === 0) return answer.reference ? 'nothing acts' : 'no shared pathway known';
  }
  return parts.join(' | ') + (anyUnchecked(routes) ? ' | rests on unchecked facts' : '');
};
