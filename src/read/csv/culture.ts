/** Rows of cultures: one line per agent tested against one isolate. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Culture, Susceptibility } from '../../domain/record.ts';
import { convert } from '../units/index.ts';
import { type Cells, concept } from './cells.ts';

const CATEGORIES: ReadonlyMap<string, Susceptibility['category']> = new Map([
  ['s', 'S'],
  ['susceptible', 'S'],
  ['sensitive', 'S'],
  ['i', 'I'],
  ['intermediate', 'I'],
  ['susceptible, increased exposure', 'I'],
  ['r', 'R'],
  ['resistant', 'R'],
  ['sdd', 'SDD'],
  ['susceptible-dose dependent', 'SDD'],
  ['susceptible dose-dependent', 'SDD'],
  ['ns', 'NS'],
  ['non-susceptible', 'NS'],
  ['nonsusceptible', 'NS'],
  ['not susceptible', 'NS'],
]);
const NOTHING_GREW = /^(no (significant )?growth|sterile|negative|no organisms?|none)\b/i;
const MIC_UNIT = 'mg/L';

function categoryOf(cells: Cells): Susceptibility['category'] {
  const cell = cells.text('sir');
  if (cell === null) return null;
  const category = CATEGORIES.get(cell.toLowerCase()) ?? null;
  if (category === null)
    cells.problem('unknown-value', `\`sir\` is \`${cell}\``, 'write S, I, R, SDD or NS as the laboratory reported it');
  return category;
}

/** The MIC in mg/L; a unit that is no concentration of mass loses the value and says so. */
function micOf(cells: Cells): Quantity | null {
  const mic = cells.quantity('mic', 'mic_unit');
  if (mic === null || mic.unit === null || mic.unit === MIC_UNIT) return mic && { ...mic, unit: MIC_UNIT };
  const value = convert(mic.value, mic.unit, MIC_UNIT);
  if (value !== null) return { ...mic, value, unit: MIC_UNIT };
  cells.problem('unknown-unit', `\`mic_unit\` is \`${mic.unit}\``, 'give the MIC in mg/L or ug/mL');
  return null;
}

/** One line per agent; lines of one `culture_id` (or of one specimen, organism and day) are one isolate. */
export function cultureOf(cells: Cells): { key: string; culture: Culture } | null {
  const collected = cells.moment('collected');
  if (!collected) return null;
  const specimen = cells.text('specimen');
  const named = cells.text('organism');
  const organism = named !== null && NOTHING_GREW.test(named) ? null : named;
  const agent = cells.text('agent');
  const result: Susceptibility[] =
    agent === null
      ? []
      : [
          {
            id: cells.id,
            agent: concept(agent),
            category: categoryOf(cells),
            mic: micOf(cells),
            zoneMm: cells.number('zone_mm'),
            method: cells.text('method'),
            guideline: cells.text('guideline'),
          },
        ];
  return {
    key: cells.text('culture_id') ?? `${collected.day}|${specimen ?? ''}|${organism ?? ''}`,
    culture: {
      id: cells.id,
      collected,
      reported: cells.moment('reported'),
      specimen: specimen === null ? null : concept(specimen),
      organism: organism === null ? null : concept(organism),
      growth: organism !== null,
      screening: null,
      results: result,
      notes: [],
    },
  };
}
