/** How it is known that a drug is taken as needed. */
export type AsNeededBasis = 'flag' | 'directions' | 'usual-use';

/**
 * Whether a drug is taken as needed, and how that is known; null where nothing says so. Such a drug has no days' supply
 * to run out and is set aside from every measure: taking is unknown, never missed.
 *
 * `phrases` are lower-case words that say so in directions; they count only as whole words.
 *
 * @example
 * asNeeded({ directions: '1 tablet every 6 h PRN pain' }, ['prn']); //=> 'directions'
 */
export function asNeeded(
  drug: {
    readonly flag?: boolean | undefined;
    readonly directions?: string | undefined;
    readonly usuallyAsNeeded?: boolean | undefined;
  },
  phrases: readonly string[],
): AsNeededBasis | null {
  if (drug.flag) return 'flag';
  const words = ` ${(drug.directions ?? '').toLowerCase().replace(/[\s,;:()/]+/g, ' ')} `;
  if (phrases.some((phrase) => words.includes(` ${phrase} `) || words.includes(` ${phrase}. `))) return 'directions';
  if (drug.flag === undefined && drug.usuallyAsNeeded) return 'usual-use';
  return null;
}
