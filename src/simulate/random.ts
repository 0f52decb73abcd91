/** Chance that can be repeated: small seeded streams, one per patient and purpose. */

/** A stream of chance; the same seed gives the same stream on every machine. */
export interface Random {
  /** from 0 up to, not including, 1 */
  next(): number;
  /** true with this probability */
  happens(probability: number): boolean;
  /** evenly between two numbers */
  between(low: number, high: number): number;
  /** a whole number from `low` to `high`, both included */
  whole(low: number, high: number): number;
  /** normally distributed, mean 0, standard deviation 1 */
  normal(): number;
}

/** Spreads the bits of a number over 32 (the finaliser of MurmurHash3). */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function textBits(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  return bits >>> 0;
}

/**
 * The stream of a patient for one purpose: it depends on seed, index and purpose, never on patients made before.
 *
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), state from a hash of the three.
 * @example randomFor(1, 7, 'life').next() === randomFor(1, 7, 'life').next() //=> true
 */
export function randomFor(seed: number, index: number, purpose: string): Random {
  let a = mixed(seed ^ 0x9e3779b9);
  let b = mixed(Math.floor(seed / 0x100000000) ^ mixed(index + 0x7f4a7c15));
  let c = mixed(textBits(purpose) ^ a);
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) bits();
  const next = (): number => bits() / 0x100000000;
  return {
    next,
    happens: (probability) => next() < probability,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    // Box-Muller; 1 - next() is never 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
