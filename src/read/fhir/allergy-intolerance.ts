/** AllergyIntolerance -> reaction, with the substance as suspect where it is a medicine. */
import type { Concept, Drug } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { codeIn, conceptIn, conceptsIn, notesIn, SNOMED } from './concept.ts';
import { firstMoment, spanIn } from './dates.ts';
import { objectsIn, own, textIn, textsIn } from './json.ts';
import { drugOfConcept } from './medication.ts';
import type { Resource } from './resource.ts';

// "No known allergy" and its kin are statements that there is none.
const NONE_KNOWN = new Set(['716186003', '409137002', '428607008', '429625007', '428197003', '1003774007']);
const NO_DRUG = new Set(['food', 'environment', 'biologic']);
const GRADES = ['severe', 'moderate', 'mild'] as const;

/** Reads one allergy or intolerance; a substance that is no medicine leaves the suspects empty. */
export function readAllergyIntolerance(row: Resource, chart: Chart): Treatment {
  const verification = codeIn(row.json, 'verificationStatus');
  if (verification === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (verification === 'refuted') return setAside('refuted');
  const code = conceptIn(row.json, 'code');
  const reactions = objectsIn(row.json, 'reaction');
  const manifestations = reactions.flatMap((reaction) => conceptsIn(reaction, 'manifestation'));
  if (code === null && manifestations.length === 0) {
    chart.report(row, 'no-code', 'the allergy names no substance', 'Give AllergyIntolerance.code.');
    return REFUSED;
  }
  if (code !== null && isNoneKnown(code)) return setAside('states that no allergy is known');
  const onset =
    firstMoment(row, chart, row.json, ['onsetDateTime']) ?? spanIn(row, chart, row.json, 'onsetPeriod').start;
  const grades = reactions.map((reaction) => textIn(reaction, 'severity'));
  chart.record.reactions.push({
    id: row.id,
    kind: textIn(row.json, 'type') === 'intolerance' ? 'intolerance' : 'allergy',
    what: joined(manifestations) ?? code ?? { text: '', codings: [] },
    at:
      reactionTime(row, chart, reactions) ??
      onset ??
      firstMoment(row, chart, row.json, ['lastOccurrence', 'recordedDate']),
    suspects: suspectsOf(row, chart, reactions),
    suspectIds: [],
    seriousness: textIn(row.json, 'criticality'),
    severity: GRADES.find((grade) => grades.includes(grade)) ?? grades.find((grade) => grade !== null) ?? null,
    outcome: null,
    status: codeIn(row.json, 'clinicalStatus'),
    notes: [...notesIn(row.json), ...reactions.flatMap((reaction) => textsIn(reaction, 'description'))],
  });
  return USED;
}

const isNoneKnown = (code: Concept): boolean =>
  code.codings.some((coding) => coding.system === SNOMED && NONE_KNOWN.has(coding.code)) ||
  /^no known (drug |medication |food )?allerg/i.test(code.text);

function reactionTime(row: Resource, chart: Chart, reactions: readonly { [field: string]: unknown }[]): Moment | null {
  for (const reaction of reactions) {
    const onset = firstMoment(row, chart, reaction, ['onset']);
    if (onset !== null) return onset;
  }
  return null;
}

function joined(concepts: readonly Concept[]): Concept | null {
  if (concepts.length === 0) return null;
  const texts = concepts.map((concept) => concept.text);
  return { text: texts.join('; '), codings: concepts.flatMap((concept) => concept.codings) };
}

function suspectsOf(row: Resource, chart: Chart, reactions: readonly { [field: string]: unknown }[]): Drug[] {
  const categories = textsIn(row.json, 'category');
  const isMedication = categories.includes('medication');
  if (!isMedication && categories.some((category) => NO_DRUG.has(category))) return [];
  const named = [own(row.json, 'code'), ...reactions.map((reaction) => own(reaction, 'substance'))];
  const drugs = named.flatMap((concept) => {
    const text = conceptIn({ concept }, 'concept');
    if (text === null) return [];
    if (isMedication) return [drugOfConcept(row, chart, concept, null, null)];
    // Without a category the substance may be anything: only one that is a medicine is taken, and no problem is made.
    const drug = chart.resolveDrug({ codings: text.codings, text: text.text }).drug;
    return drug.ingredients.length > 0 ? [drug] : [];
  });
  return drugs.filter((drug, i) => drugs.findIndex((other) => other.text === drug.text) === i);
}
