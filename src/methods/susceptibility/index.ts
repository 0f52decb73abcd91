/**
 * Susceptibility of germs: expected resistance, reported categories, MICs and zones against a table the user supplies,
 * MDR/XDR/PDR, drug-resistant tuberculosis, and antibiograms. No breakpoint table ships with it.
 * @module
 */
export type { Interpretation, InterpretationProblem, RowAnswer } from './answer.ts';
export {
  type Breakpoint,
  type BreakpointTable,
  CATEGORIES,
  type Category,
  comparison,
  type Guideline,
  type Method,
} from './breakpoint.ts';
export {
  type Interpreter,
  type InterpreterOptions,
  interpreterFor,
  type Test,
} from './interpret.ts';
export { type IsolateAnswer, isolateAnswers } from './isolate.ts';
export {
  type Antibiogram,
  type MultidrugLabel,
  type MultidrugOptions,
  type MultidrugResult,
  multidrugResistance,
  type TuberculosisResult,
  tuberculosisResistance,
} from './multidrug.ts';
export { type IsolateLabel, isNewEucast, isolateLabel, organismLabels } from './organism-labels.ts';
export {
  type AntibiogramCell,
  type AntibiogramOptions,
  antibiogram,
  exactInterval,
  firstIsolates,
  type PopulationIsolate,
} from './population.ts';
export {
  type BreakpointProblem,
  type BreakpointReading,
  type ReadOptions,
  readBreakpoints,
} from './read-breakpoints.ts';
export { type Comparator, dilution, intervalOf, parseValue, roundedUp, type ValueInterval } from './value.ts';
