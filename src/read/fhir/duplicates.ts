/** Several copies of one resource: identical ones are read once; of differing ones the latest wins, with a problem. */
import type { Problem } from '../../domain/problem.ts';
import { parseMoment } from '../../domain/time.ts';
import { canonical, numberIn, objectIn, textIn } from './json.ts';
import { READERS, SUPPORTING } from './kinds.ts';
import type { Resource } from './resource.ts';

/** What became of the copies: the losers by why they lost, and a problem for each clash. */
export interface Copies {
  dropped: Map<Resource, string>;
  problems: Problem[];
}

/** Finds copies among the resources of one person (or of one bundle, for what belongs to nobody). */
export function findCopies(resources: readonly Resource[], copies: Copies): void {
  const byId = new Map<string, Resource[]>();
  const names = new Map<string, number>();
  for (const resource of resources) {
    if (!READERS.has(resource.type) && !SUPPORTING.has(resource.type)) continue;
    if (resource.id.includes('/unnamed-')) {
      // Without an id two equal rows may be two events: both are kept, numbered.
      const times = (names.get(resource.id) ?? 0) + 1;
      names.set(resource.id, times);
      if (times > 1) resource.id = `${resource.id}-${times}`;
      continue;
    }
    const list = byId.get(resource.id);
    if (list === undefined) byId.set(resource.id, [resource]);
    else list.push(resource);
  }
  for (const [id, list] of byId) if (list.length > 1) chooseAmong(id, list, copies);
}

function chooseAmong(id: string, list: readonly Resource[], copies: Copies): void {
  const winner = list.reduce((best, one) => (isLater(one, best) ? one : best));
  const content = (resource: Resource): string => canonical(resource.json, ['meta', 'text']);
  const won = content(winner);
  let differing = 0;
  for (const resource of list) {
    if (resource === winner) continue;
    const same = content(resource) === won;
    copies.dropped.set(resource, same ? 'an identical copy' : 'an older or earlier copy that differs');
    if (!same) differing += 1;
  }
  if (differing === 0) return;
  const what = `${list.length} resources with this id differ; the one from ${winner.where} was used`;
  copies.problems.push({
    code: 'duplicate-id',
    where: id,
    what,
    help: 'Send each resource once, in its latest version.',
  });
}

// By the time of the last update, then by version, then by place in the input.
function isLater(one: Resource, best: Resource): boolean {
  const a = updatedAt(one);
  const b = updatedAt(best);
  if (a.minute !== b.minute) return a.minute > b.minute;
  if (a.text !== b.text && a.minute !== Number.NEGATIVE_INFINITY) return a.text > b.text;
  return a.version >= b.version;
}

function updatedAt(resource: Resource): { minute: number; text: string; version: number } {
  const meta = objectIn(resource.json, 'meta');
  const text = textIn(meta, 'lastUpdated') ?? '';
  const minute = parseMoment(text)?.minute ?? Number.NEGATIVE_INFINITY;
  return { minute, text, version: numberIn(meta, 'versionId') ?? 0 };
}
