/** Why a biological drug fails in bowel disease, from its level and the antibodies against it. */

export type BiologicFailure =
  | 'pharmacokinetic'
  | 'immunogenic'
  | 'pharmacodynamic'
  | 'no-objective-inflammation'
  | 'undetermined';

/**
 * The mechanism the pair of level and antibodies points to; a null stands for not measured.
 * @example biologicFailure({ inflamed: true, levelAdequate: false, antibodiesHigh: true }) //=> 'immunogenic'
 */
export function biologicFailure(given: {
  inflamed: boolean | null;
  levelAdequate: boolean | null;
  antibodiesHigh: boolean | null;
}): BiologicFailure {
  if (given.inflamed === false) return 'no-objective-inflammation';
  if (given.levelAdequate === null) return 'undetermined';
  if (given.levelAdequate) return given.inflamed ? 'pharmacodynamic' : 'undetermined';
  if (given.antibodiesHigh === null) return 'undetermined';
  return given.antibodiesHigh ? 'immunogenic' : 'pharmacokinetic';
}
