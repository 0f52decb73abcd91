/** Directions: free text and structured dosage to doses per step, and from those to a daily dose. */
export { dailyDose } from './daily-dose.ts';
export {
  directionsFromTiming,
  type StructuredAmount,
  type StructuredDosage,
  type TimedDirection,
} from './directions-from-timing.ts';
export { type ParsedDirections, type ParseOptions, parseDirections } from './parse-directions.ts';
export { intakesFromTiming, type StructuredTiming, timeUnitInDays } from './timing.ts';
