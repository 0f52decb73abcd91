/** LDL cholesterol against the fall a statin's intensity should bring. */
import { percentImprovement } from './change.ts';

export interface ExpectedFallResult {
  fallPct: number;
  expectedPct: number;
  /** the fall as a share of the expected one */
  share: number;
  met: boolean;
}

/**
 * The fall from baseline in percent beside the expected one; null where the baseline is not above 0.
 * @source acc-aha-cholesterol-summary
 * @example expectedFall(160, 80, 50)?.met //=> true
 */
export function expectedFall(baseline: number, value: number, expectedPct: number): ExpectedFallResult | null {
  const fallPct = percentImprovement(baseline, value, 'lower-better');
  if (fallPct === null) return null;
  return { fallPct, expectedPct, share: fallPct / expectedPct, met: fallPct >= expectedPct };
}
