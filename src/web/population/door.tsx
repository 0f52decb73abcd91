/** Population: the result tables of a cohort run, counted and filtered on this device. */
import { useState } from 'preact/hooks';
import { filled, useWords } from '../words.ts';
import { ColumnFigure } from './column-figure.tsx';
import { type Filter, filtered, isCategory, type Table, tableFrom } from './table.ts';

export function PopulationDoor(_: { rest: string[] }) {
  const { population: words, page } = useWords();
  const [tables, setTables] = useState<Table[]>([]);
  const [message, setMessage] = useState<string | null>(null);
  const open = async (files: readonly File[]): Promise<void> => {
    setMessage(page.loading);
    const read = await Promise.all(
      files.map(async (file) => {
        try {
          return await tableFrom(file.name, await file.arrayBuffer());
        } catch {
          return filled(words.notParquet, { name: file.name });
        }
      }),
    );
    const found = read.filter((each) => typeof each !== 'string');
    if (found.length > 0)
      setTables([...tables.filter((old) => found.every((table) => table.name !== old.name)), ...found]);
    setMessage(read.filter((each) => typeof each === 'string').join(' ') || null);
  };
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void open([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <p>{words.drop}</p>
        <label class="button primary">
          {words.choose}
          <input
            type="file"
            multiple
            accept=".parquet"
            class="hidden-input"
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              currentTarget.value = '';
              void open(files);
            }}
          />
        </label>
      </div>
      <p role="status" class="message">
        {message}
      </p>
      {tables.map((table) => (
        <TableView key={table.name} table={table} />
      ))}
    </>
  );
}

function TableView({ table }: { table: Table }) {
  const words = useWords().population;
  const [filter, setFilter] = useState<Filter | null>(null);
  const rows = filtered(table, filter);
  const categories = table.columns.filter((column) => isCategory(table, column));
  const values = filter === null ? [] : [...new Set(table.rows.map((row) => String(row[filter.column] ?? '')))].sort();
  return (
    <section>
      <h2>{table.name}</h2>
      <p class="quiet" role="status">
        {filled(words.filtered, { count: rows.length, all: table.rows.length })}
      </p>
      {categories.length === 0 ? null : (
        <div class="buttons no-print">
          <label>
            {words.filter}{' '}
            <select
              value={filter?.column ?? ''}
              onChange={({ currentTarget: { value } }) => setFilter(value === '' ? null : { column: value, is: null })}
            >
              <option value="">{words.any}</option>
              {categories.map((column) => (
                <option key={column}>{column}</option>
              ))}
            </select>
          </label>
          {filter === null ? null : (
            <label>
              {words.is}{' '}
              <select
                value={filter.is ?? ''}
                onChange={({ currentTarget: { value } }) => setFilter({ ...filter, is: value === '' ? null : value })}
              >
                <option value="">{words.any}</option>
                {values.map((value) => (
                  <option key={value}>{value}</option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      <div class="columns">
        {table.columns.map((column) => (
          <ColumnFigure key={column} column={column} rows={rows} isCategory={categories.includes(column)} />
        ))}
      </div>
    </section>
  );
}
