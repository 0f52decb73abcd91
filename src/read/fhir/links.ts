/** Which observations hang together: members by panel, and results by report. Lists may hold cycles. */
import type { Links } from './chart.ts';
import { objectsIn } from './json.ts';
import type { Library } from './references.ts';
import type { Resource } from './resource.ts';

/** Indexes hasMember, derivedFrom and result of one person's observations and reports. */
export function linksAmong(resources: readonly Resource[], library: Library): Links {
  const members = new Map<Resource, Resource[]>();
  const parents = new Map<Resource, Resource[]>();
  const reports = new Map<Resource, Resource[]>();
  const panels = new Map<Resource, Resource[]>();
  const put = (map: Map<Resource, Resource[]>, key: Resource, value: Resource): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else if (!list.includes(value)) list.push(value);
  };
  const targets = (row: Resource, field: string): Resource[] =>
    objectsIn(row.json, field)
      .map((reference) => library.find(reference, row))
      .filter((target) => target !== null)
      .filter((target) => target !== row);
  for (const row of resources) {
    if (row.type === 'Observation') {
      for (const member of targets(row, 'hasMember')) {
        put(members, row, member);
        put(parents, member, row);
        put(panels, member, row);
      }
      for (const source of targets(row, 'derivedFrom')) {
        put(members, source, row);
        put(parents, row, source);
      }
    } else if (row.type === 'DiagnosticReport') {
      for (const result of targets(row, 'result')) {
        put(members, row, result);
        put(reports, result, row);
      }
    }
  }
  const sorted = (list: readonly Resource[] | undefined): readonly Resource[] => list ?? [];
  for (const map of [members, parents, reports, panels])
    for (const list of map.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    members: (resource) => sorted(members.get(resource)),
    parents: (resource) => sorted(parents.get(resource)),
    reports: (resource) => sorted(reports.get(resource)),
    panels: (resource) => sorted(panels.get(resource)),
  };
}
