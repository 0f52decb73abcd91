import { filled, useWords } from '../words.ts';
import { countsOf, type Row, spreadOf } from './table.ts';

const MOST_BARS = 12;

/** One column of a table: its values as a table of bars, or the spread of its numbers; ids are left out. */
export function ColumnFigure({
  column,
  rows,
  isCategory,
}: {
  column: string;
  rows: readonly Row[];
  isCategory: boolean;
}) {
  const words = useWords().population;
  if (!isCategory) {
    const spread = spreadOf(rows, column);
    if (spread === null) return null;
    const round = (value: number): number => Number(value.toPrecision(4));
    return (
      <div class="card">
        <h3>{column}</h3>
        <p>
          {filled(words.numbers, { low: round(spread.low), middle: round(spread.middle), high: round(spread.high) })}
        </p>
      </div>
    );
  }
  const counts = countsOf(rows, column);
  const most = counts[0]?.count ?? 1;
  return (
    <div class="card">
      <h3>{column}</h3>
      <table class="bars">
        <thead class="sr">
          <tr>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.count}</th>
          </tr>
        </thead>
        <tbody>
          {counts.slice(0, MOST_BARS).map(({ value, count }) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              <td>
                <meter min={0} max={most} value={count} aria-label={`${value}: ${count}`} /> {count}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {counts.length > MOST_BARS ? (
        <p class="quiet">{filled(words.more, { count: counts.length - MOST_BARS })}</p>
      ) : null}
    </div>
  );
}
