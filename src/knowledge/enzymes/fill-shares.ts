/** Shares of clearance that cannot add up to more than the whole. */

/** Where a share comes from: lower tiers are better known and keep their size. */
export type ShareTier = 0 | 1 | 2 | 3 | 4;

/** What one drug's known routes may take at most; the rest is nobody's. */
export const LARGEST_KNOWN_SHARE = 0.995;

/** The tier of a route: measured share, then sensitive, moderate, weak, and merely listed. */
export const shareTier = (measured: boolean, sensitivity: string): ShareTier => {
  if (measured) return 0;
  if (sensitivity === 'sensitive') return 1;
  if (sensitivity === 'moderate') return 2;
  return sensitivity === 'weak' ? 3 : 4;
};

/**
 * Shrinks the less well known shares of one drug, in place, until all fit into 0.995 of its clearance.
 * @example const s = [0.9, 0.25]; fillShares(s, [1, 4]); //=> s is [0.9, 0.095]
 */
export const fillShares = (shares: number[], tiers: readonly ShareTier[]): void => {
  let left = LARGEST_KNOWN_SHARE;
  for (let tier = 0; tier < 5; tier++) {
    let sum = 0;
    for (let i = 0; i < shares.length; i++) if (tiers[i] === tier) sum += shares[i] ?? 0;
    if (sum > left)
      for (let i = 0; i < shares.length; i++) if (tiers[i] === tier) shares[i] = ((shares[i] ?? 0) * left) / sum;
    left = Math.max(0, left - sum);
  }
};
