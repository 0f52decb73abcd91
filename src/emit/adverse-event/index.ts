/** A lack of effect as a draft of a FHIR R4 AdverseEvent: a person decides whether it is reported. */
import type { TrialAssessment } from '../../domain/assessment.ts';
import type { Worksheet } from '../../domain/worksheet.ts';

interface Coding {
  system: string;
  code: string;
}
interface CodeableConcept {
  coding?: Coding[];
  text?: string;
}
interface Causality {
  assessment?: CodeableConcept;
  productRelatedness: string;
  method: CodeableConcept;
}

/** The part of an R4 AdverseEvent that an assessment can fill; seriousness, outcome and recorder it cannot. */
export interface AdverseEventDraft {
  resourceType: 'AdverseEvent';
  meta: { tag: { display: string }[] };
  contained: { resourceType: 'Medication'; id: string; code: CodeableConcept }[];
  actuality: 'actual';
  category: CodeableConcept[];
  event: CodeableConcept;
  subject: { reference: string };
  date: string;
  suspectEntity: { instance: { reference: string }; causality?: Causality[] }[];
}

/** Codes of FHIR for categories; they come from the causality pack. */
export interface EventCodes {
  /** of a WHO-UMC category */
  assessmentOf: (category: string) => string | null;
  /** of a cause, as the kind of event */
  categoryOf: (cause: string) => string | null;
}

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/adverse-event-category';
const ASSESSMENT = 'http://terminology.hl7.org/CodeSystem/adverse-event-causality-assess';
const METHOD = 'http://terminology.hl7.org/CodeSystem/adverse-event-causality-method';
const TYPE_F: CodeableConcept = { text: 'failure of therapy (adverse drug reaction of type F)' };

/** The name a failure is reported by: MedDRA's for its course, by name only. */
export function reactionName(trial: TrialAssessment): string {
  const named = trial.course.codes.find(({ system, display }) => system.startsWith('MedDRA') && display !== null);
  return named?.display ?? 'Drug ineffective';
}

const open = (sheet: Worksheet): string => `${sheet.answered} of ${sheet.items.length} questions answered`;

function causalityOf(sheet: Worksheet, { assessmentOf }: EventCodes): Causality {
  const code = sheet.category === null ? null : assessmentOf(sheet.category);
  const score = sheet.score === null ? '' : ` score ${sheet.score} (open answers: ${sheet.low} to ${sheet.high})`;
  return {
    ...(sheet.method === 'who-umc' && sheet.category !== null
      ? {
          assessment: {
            ...(code === null ? {} : { coding: [{ system: ASSESSMENT, code }] }),
            text: sheet.category,
          },
        }
      : {}),
    productRelatedness: `${sheet.suspect}: ${sheet.category ?? 'no category'} by ${sheet.method}${score}; ${open(sheet)}`,
    method: {
      coding: [{ system: METHOD, code: sheet.method === 'dips' ? 'ProbabilityScale' : 'Checklist' }],
      text: sheet.method,
    },
  };
}

/**
 * The draft for a trial that failed, null for one that did not.
 *
 * The failing drug is the first suspect, with the worksheets of its causes; each interacting drug with a worksheet is
 * another. Drugs are contained, so that the draft stands alone. MedDRA terms stand as text: their codes are licensed.
 *
 * @param subject a reference to the patient, such as `Patient/p1`
 * @example adverseEventDraft(trial, 'Patient/p1', sheets, codes)?.event.text //=> 'Drug ineffective'
 */
export function adverseEventDraft(
  trial: TrialAssessment,
  subject: string,
  worksheets: readonly Worksheet[],
  codes: EventCodes,
): AdverseEventDraft | null {
  if (trial.failure !== true) return null;
  const { medication } = trial;
  const pairs = worksheets.filter(({ method }) => method === 'dips');
  const suspects = [...new Set(pairs.map(({ suspect }) => suspect))];
  const drug: CodeableConcept = {
    ...(medication.rxcui === null ? {} : { coding: [{ system: RXNORM, code: medication.rxcui }] }),
    text: medication.product ?? medication.name,
  };
  const own = worksheets.filter(({ method }) => method !== 'dips').map((sheet) => causalityOf(sheet, codes));
  const kinds = [...new Set(trial.causes.flatMap(({ term }) => codes.categoryOf(term) ?? []))];
  return {
    resourceType: 'AdverseEvent',
    meta: { tag: [{ display: 'draft, to be reviewed by a person' }] },
    contained: [
      { resourceType: 'Medication', id: 'drug', code: drug },
      ...suspects.map((text, index) => ({
        resourceType: 'Medication' as const,
        id: `beside-${index + 1}`,
        code: { text },
      })),
    ],
    actuality: 'actual',
    category: [TYPE_F, ...kinds.map((code) => ({ coding: [{ system: CATEGORY, code }] }))],
    event: { text: reactionName(trial) },
    subject: { reference: subject },
    date: trial.window.end,
    suspectEntity: [
      { instance: { reference: '#drug' }, ...(own.length === 0 ? {} : { causality: own }) },
      ...suspects.map((suspect, index) => ({
        instance: { reference: `#beside-${index + 1}` },
        causality: pairs.filter((sheet) => sheet.suspect === suspect).map((sheet) => causalityOf(sheet, codes)),
      })),
    ],
  };
}
