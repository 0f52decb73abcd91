/** One SVG layer for command line, page and reports: text in, text out, no browser needed. */
export { type AxisOptions, axisBelow, axisLeft, percent } from './axis.ts';
export { type Curve, type CurvePoint, type CurvesOptions, curves } from './curves.ts';
export { type CourseSketch, courseSketch } from './curves-course.ts';
export { type Spark, spark } from './curves-spark.ts';
export { type DistributionOptions, distribution } from './distribution.ts';
export { type LadderDefinition, type LadderOptions, ladders } from './ladder.ts';
export { type Lane, type LaneRow, type LaneSpan, type LanesOptions, lanes } from './lanes.ts';
export type { LaneBar, LaneMark, LanePoint } from './lanes-marks.ts';
export { type LaneChart, laneScale, type TrialLane, type TrialLanesOptions, trialLanes } from './lanes-trial.ts';
export { type LedgerFactor, type LedgerOptions, ledger } from './ledger.ts';
export { type GapCurve, persistenceCurves } from './persistence-curve.ts';
export { type Flow, type SankeyOptions, sankey } from './sankey.ts';
export { dayTicks, type Scale, scale, ticks } from './scale.ts';
export { type SlidingSeries, slidingCurves } from './sliding-curve.ts';
export { type StackedBar, type StackedBarsOptions, stackedBars } from './stacked-bars.ts';
export {
  type Attributes,
  element,
  escapeText,
  group,
  INK,
  label,
  line,
  picture,
  polyline,
  rect,
  STROKES,
} from './svg.ts';
export { trialLedger } from './trial-ledger.ts';
