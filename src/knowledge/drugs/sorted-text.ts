/** Look-up in text whose lines are "key<TAB>rest", sorted by key: nothing is parsed before it is asked for. */

const TAB = 9;
const NEWLINE = 10;

/** Negative where the key of the line at `at` sorts before `key`, 0 where it is `key`, positive after. */
function compareAt(text: string, at: number, key: string): number {
  for (let i = 0; i < key.length; i += 1) {
    const found = text.charCodeAt(at + i);
    if (found === TAB || Number.isNaN(found)) return -1;
    const wanted = key.charCodeAt(i);
    if (found !== wanted) return found - wanted;
  }
  return text.charCodeAt(at + key.length) === TAB ? 0 : 1;
}

/**
 * Offset of the first line whose key is `key` or sorts after it; the text's length where there is none.
 * @example firstLineFrom('a\t1\nc\t2\n', 'b') //=> 4
 */
export function firstLineFrom(text: string, key: string): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    let start = middle;
    while (start > 0 && text.charCodeAt(start - 1) !== NEWLINE) start -= 1;
    if (compareAt(text, start, key) < 0) {
      const end = text.indexOf('\n', start);
      low = end < 0 ? text.length : end + 1;
    } else {
      high = start;
    }
  }
  return low;
}

/** The line that starts at `at`, without its newline; '' past the end. */
export function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end < 0 ? text.length : end);
}

/**
 * What follows the tab of the line with this key, null where no line has it.
 * @example lineValue('amlodipine\t17767\n', 'amlodipine') //=> '17767'
 */
export function lineValue(text: string, key: string): string | null {
  const at = firstLineFrom(text, key);
  if (at >= text.length || compareAt(text, at, key) !== 0) return null;
  return lineAt(text, at + key.length + 1);
}

/** Keys and values as sorted text; the first value of a key wins. */
export function sortedText(pairs: ReadonlyMap<string, string>): string {
  const keys = [...pairs.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return keys.map((key) => `${key}\t${pairs.get(key) ?? ''}\n`).join('');
}

/** The lines from `at` whose key begins with `prefix`, as [key, value]. */
export function linesWithPrefix(text: string, prefix: string): [string, string][] {
  const found: [string, string][] = [];
  for (let at = firstLineFrom(text, prefix); text.startsWith(prefix, at); ) {
    const line = lineAt(text, at);
    const tab = line.indexOf('\t');
    found.push([line.slice(0, tab), line.slice(tab + 1)]);
    at += line.length + 1;
    if (text.charCodeAt(at - 1) !== NEWLINE) break;
  }
  return found;
}
