/** Worksheets of a verdict: what only the whole verdict can answer, whether something else explains the failure. */
import type { Evidence } from '../domain/assessment.ts';
import type { Verdict, WeighedCause } from '../domain/verdict.ts';
import { explanationsBeside, OTHER_CAUSES, type Said, type Worksheet, withAnswer } from '../domain/worksheet.ts';
import { listOf } from './words.ts';

/**
 * Is there another explanation? Yes where the verdict names one, or another drug of the same cause; no only where every
 * question that applies was answered; else open.
 */
function otherExplanations(cause: WeighedCause, { suspect }: Worksheet, verdict: Verdict): Said | null {
  const others = explanationsBeside(cause, [...verdict.causes, ...verdict.risks]);
  const suspects = cause.told.flatMap(({ finding }) =>
    finding.bearing === 'supports' && finding.worksheet && finding.worksheet.suspect !== suspect
      ? [finding.worksheet.suspect]
      : [],
  );
  if (others.length + suspects.length > 0) {
    const records = others.flatMap(({ told }) => told.flatMap(({ finding }) => finding.records));
    const names = [...new Set([...others.map(({ term }) => term), ...suspects])];
    return { yes: true, because: listOf(names), records: [...new Set(records)] };
  }
  return verdict.notAssessed.length === 0 ? { yes: false, because: 'nothing else was found', records: [] } : null;
}

/** Evidence with its worksheet completed by the verdict; its score stands among the values too. */
export function withWorksheet(evidence: Evidence, cause: WeighedCause, verdict: Verdict): Evidence {
  if (evidence.worksheet === undefined) return evidence;
  const said = otherExplanations(cause, evidence.worksheet, verdict);
  const sheet = said
    ? withAnswer(evidence.worksheet, OTHER_CAUSES[evidence.worksheet.method], said)
    : evidence.worksheet;
  const { method, score, answered } = sheet;
  const items = sheet.items.map(({ item, answer }) => `${item} ${answer}`).join(', ');
  return {
    ...evidence,
    worksheet: sheet,
    values: {
      ...evidence.values,
      [`${method}Score`]: score,
      [`${method}Answered`]: answered,
      [`${method}Items`]: items,
    },
  };
}
