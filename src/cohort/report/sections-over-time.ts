/** The sections of the report that follow people over time: persistence and lines of treatment. */
import { persistenceCurves, sankey } from '../../figures/index.ts';
import { figure, paragraph, section, table } from './html.ts';
import type * as ask from './queries-over-time.ts';
import type { Names } from './sections.ts';
import { type SurvivalCurve, shareOn } from './survival.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function persistenceSection(curves: readonly SurvivalCurve[]): string {
  if (curves.length === 0) return section('persistence', 'Persistence', paragraph('Too few people had supply.'));
  const days = Math.min(730, Math.max(...curves.flatMap(({ steps }) => steps.map(({ day }) => day))));
  return section(
    'persistence',
    'Persistence, and how it depends on the permitted gap',
    figure(
      persistenceCurves(
        curves.map(({ gapDays, steps }) => ({ permittedGapDays: gapDays, steps })),
        [],
        days,
        curves[0]?.people ?? 0,
      ),
    ),
    table(
      ['permitted gap', 'on treatment after 90 days', 'after 180 days', 'after 365 days'],
      curves.map((curve) => [`${curve.gapDays} days`, ...[90, 180, 365].map((day) => percent(shareOn(curve, day)))]),
    ),
    paragraph(
      'From the first supply of a trial until supply ran out before a gap longer than permitted; supply at hand, not proof of taking.',
    ),
  );
}

export function linesSection(found: { steps: ask.Step[]; leftOut: number }, names: Names, minCell: number): string {
  const conditions = [...new Set(found.steps.map(({ condition }) => condition))];
  const pictures = conditions.map((condition) => {
    const own = found.steps.filter((step) => step.condition === condition);
    const last = Math.max(...own.map(({ line }) => line));
    const steps = Array.from({ length: last }, (_, place) => own.filter(({ line }) => line === place + 1));
    return figure(
      sankey(steps, {
        title: `Lines of treatment: ${names.condition(condition)}`,
        description:
          'People by their first, second and third line of treatment, and how they went from one to the next.',
        columns: ['first line', 'second line', 'third line', 'fourth line'].slice(0, last + 1),
      }),
    );
  });
  return section(
    'lines',
    'Lines of treatment',
    ...(pictures.length > 0 ? pictures : [paragraph('Too few people went from one line to another.')]),
    found.leftOut > 0 ? paragraph(`${found.leftOut} ways taken by fewer than ${minCell} people are not drawn.`) : '',
  );
}
