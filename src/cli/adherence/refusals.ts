import type { RefusalReason } from '../../methods/adherence/index.ts';

/** Input rows that were not used, counted by reason; the first ones with their line, or all of them when listed. */
export interface Refusals {
  add(line: number, reason: RefusalReason): void;
  readonly total: number;
  readonly byReason: ReadonlyMap<RefusalReason, number>;
  readonly listed: readonly { readonly line: number; readonly reason: RefusalReason }[];
}

const SHOWN = 20;

/** `list`, where given, receives every refused line at once instead of keeping it in memory. */
export function refusals(list?: (line: number, reason: RefusalReason) => void): Refusals {
  const byReason = new Map<RefusalReason, number>();
  const listed: { line: number; reason: RefusalReason }[] = [];
  let total = 0;
  return {
    add(line, reason) {
      total += 1;
      byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
      list?.(line, reason);
      if (listed.length < SHOWN) listed.push({ line, reason });
    },
    get total() {
      return total;
    },
    byReason,
    listed,
  };
}

/** The summary for stderr: how many rows were refused, why, and the first lines. */
export function describeRefusals(refused: Refusals, file: string, listFile?: string): string {
  const reasons = [...refused.byReason].map(([reason, count]) => `${reason} ${count}`).join(', ');
  const first = refused.listed.map(({ line, reason }) => `  ${file}:${line}: ${reason}`).join('\n');
  const where = listFile ? `all are in ${listFile}` : 'list them all with --refused FILE';
  return `${refused.total} rows refused (${reasons}); ${where}\n${first}\n`;
}
