/** The input as it came, by the ids the findings point to. */

type Json = Readonly<Record<string, unknown>>;

export interface RawRows {
  /** a FHIR resource, a bundle or a list of them, with what they contain */
  addResource(value: unknown): void;
  /** the rows of one table, by its file name */
  addTable(name: string, rows: readonly { row: Readonly<Record<string, unknown>>; line: number }[]): void;
  /** the resource or row behind an id ("Observation/o1", "supplies/3"), as text; null where there is none */
  textOf(record: string): string | null;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Starts collecting; the values are kept by reference, not copied. */
export function rawRows(): RawRows {
  const byId = new Map<string, unknown>();
  const addResource = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) addResource(each);
      return;
    }
    if (!isObject(value)) return;
    if (Array.isArray(value.entry)) for (const entry of value.entry) if (isObject(entry)) addResource(entry.resource);
    if (Array.isArray(value.contained)) for (const each of value.contained) addResource(each);
    if (typeof value.resourceType === 'string' && typeof value.id === 'string')
      byId.set(`${value.resourceType}/${value.id}`, value);
  };
  return {
    addResource,
    addTable(name, rows) {
      const table = (name.split('/').at(-1) ?? name).replace(/\.csv$/i, '').toLowerCase();
      for (const { row, line } of rows) {
        const key = table === 'orders' ? row.order_id : table === 'cultures' ? row.culture_id : undefined;
        byId.set(`${table}/${typeof key === 'string' && key !== '' ? key : line}`, row);
      }
    },
    textOf(record) {
      // A component, a contained part or a dose of a row carries the row's id in front of its own.
      const parts = record.split(/[#/]/);
      for (let length = parts.length; length >= 2; length -= 1) {
        const found = byId.get(record.slice(0, parts.slice(0, length).join('/').length));
        if (found !== undefined) return JSON.stringify(found, null, 2);
      }
      return null;
    },
  };
}
