/** One SVG layer for command line, page and reports: text in, text out, no browser needed. */
export { axisBelow, axisLeft, type AxisOptions, percent } from './axis.ts';
export { type Curve, curves, type CurvesOptions } from './curves.ts';
export { distribution, type DistributionOptions } from './distribution.ts';
export { type Lane, type LaneRow, type LaneSpan, lanes, type LanesOptions } from './lanes.ts';
export { ledger, type LedgerFactor, type LedgerOptions } from './ledger.ts';
export { type GapCurve, persistenceCurves } from './persistence-curve.ts';
export { dayTicks, type Scale, scale, ticks } from './scale.ts';
export { slidingCurves, type SlidingSeries } from './sliding-curve.ts';
export { type Attributes, element, escapeText, group, INK, label, line, picture, polyline, rect, STROKES } from './svg.ts';
