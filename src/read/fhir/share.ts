/** The share of doses taken, where a note states it as plain numbers. */

const OF =
  /\b(tak\w+|took|miss\w*|skip\w*|forg[eo]t\w*)\s+(?:about\s+|around\s+|only\s+)?(\d+)\s+(?:out\s+)?of\s+(?:every\s+|the\s+|(?:his|her|their)\s+)?(\d+)\s+(?:doses|days|tablets|pills|capsules|injections)\b/i;
const PERCENT =
  /\b(tak\w+|took|miss\w*|skip\w*)\s+(?:about\s+|around\s+|only\s+)?(\d{1,3})\s*(?:%|percent)\s+of\s+(?:the\s+|(?:his|her|their|my|prescribed|all)\s+)*(?:doses|days|tablets|pills|capsules)\b/i;
const HALF =
  /\b(tak\w+|took|miss\w*|skip\w*)\s+(?:about\s+|around\s+|only\s+)?half\s+(?:of\s+)?(?:the\s+|(?:his|her|their|my|prescribed|all)\s+)*(?:doses|days)\b/i;

/**
 * The share of prescribed doses a sentence says were taken, 0-1; null where it gives no plain numbers.
 * @example shareInText('Patient misses 3 of 7 doses') //=> 4 / 7
 * @example shareInText('misses the occasional dose') //=> null
 */
export function shareInText(text: string): number | null {
  const counted = OF.exec(text);
  if (counted) return stated(counted[1], Number(counted[2]) / Number(counted[3]));
  const percent = PERCENT.exec(text);
  if (percent) return stated(percent[1], Number(percent[2]) / 100);
  const half = HALF.exec(text);
  return half ? stated(half[1], 1 / 2) : null;
}

function stated(verb: string | undefined, share: number): number | null {
  if (!(share >= 0 && share <= 1)) return null;
  return /^(tak|took)/i.test(verb ?? '') ? share : 1 - share;
}
