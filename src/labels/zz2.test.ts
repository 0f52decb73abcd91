import { it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';

it('t', async () => {
  const k = await knowledge();
  const time = (n: string, f: () => unknown) => {
    for (let i = 0; i < 200; i++) f();
    const t = performance.now();
    for (let i = 0; i < 1000; i++) f();
    console.log(n, (performance.now() - t).toFixed(1) + ' us');
  };
  time('match', () => k.conditions.match({ text: 'Schizophrenia', codings: [] }));
  time('read', () =>
    k.measures.read({ text: 'PANSS total', codings: [] }, { value: 90, unit: null, comparator: null }, null),
  );
  time('classOf', () => k.labels.classOf('antihypertensive', { id: '1', atc: ['C03BA04'] }));
  time('criteria', () => k.conditions.criteria('schizophrenia', []));
  time('lineage', () => k.conditions.lineage('schizophrenia'));
  time('floors', () => k.doseFloors.floorsFor('36437', 'major-depression', 'oral'));
});
