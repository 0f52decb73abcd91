import { type Finding, supports } from '../../domain/finding.ts';
import type { PatientRecord } from '../../domain/record.ts';
import { wordedRows } from '../../domain/worded-rows.ts';
import type { PhraseMatch } from '../../knowledge/phrases/index.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import text from './text.json' with { type: 'json' };

interface Note {
  text: string;
  id: string;
}

/** Routes a record-wide note on a kind of delivery problem can concern; storage and quality must name the drug. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  technique: ['inhaled', 'nasal', 'subcutaneous', 'ophthalmic', 'transdermal', 'topical', 'otic', 'vaginal'],
  device: [
    'intrathecal',
    'epidural',
    'subcutaneous',
    'transdermal',
    'intravenous',
    'inhaled',
    'implant',
    'intraventricular',
  ],
  site: ['subcutaneous', 'intramuscular', 'intravenous'],
};

function ownNotes(context: CauseContext): Note[] {
  const { trial, record } = context;
  const own = new Set([...trial.orders, ...trial.supplies, ...trial.intakes, ...trial.statements]);
  const { orders, supplies, intakes, statements } = wordedRows(record);
  return [...orders, ...supplies, ...intakes, ...statements]
    .filter((row) => own.has(row.id))
    .flatMap(({ id, words }) => words.map((text) => ({ text, id })));
}

/** A note of the record with what it says about delivery, and its day. */
interface ReadNote extends Note {
  day: number | undefined;
  /** someone looked at it (a finding, a procedure), or it was only written down */
  basis: Finding['basis'];
  matches: readonly PhraseMatch[];
}

const readNotes = new WeakMap<PatientRecord, readonly ReadNote[]>();

/** Findings and diagnoses of the record that speak of delivery: what was looked at and what was found, read once. */
function recordNotes(context: CauseContext): readonly ReadNote[] {
  const { record, knowledge } = context;
  const known = readNotes.get(record);
  if (known) return known;
  const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(': ');
  const all: Omit<ReadNote, 'matches'>[] = [
    ...record.observations
      .filter((each) => each.value === null || each.notes.length > 0)
      .map((each) => ({
        id: each.id,
        basis: 'measured' as const,
        day: each.at?.day,
        text: join([each.what.text, each.coded?.text ?? '', ...each.notes]),
      })),
    ...record.conditions.map((each) => ({
      id: each.id,
      basis: 'recorded' as const,
      day: (each.onset ?? each.recorded)?.day,
      text: join([each.what.text, ...each.notes]),
    })),
    ...record.procedures.map((each) => ({
      id: each.id,
      basis: 'measured' as const,
      day: each.at?.day,
      text: join([each.what.text, ...each.reasons.map((reason) => reason.text), ...each.notes]),
    })),
    ...record.reactions.map((each) => ({
      id: each.id,
      basis: 'recorded' as const,
      day: each.at?.day,
      text: join([each.what.text, ...each.notes]),
    })),
  ];
  const notes = all.flatMap((note): ReadNote[] => {
    const matches = knowledge.phrases.readAll('delivery', [note.text]);
    return matches.length > 0 ? [{ ...note, matches }] : [];
  });
  readNotes.set(record, notes);
  return notes;
}

function assess(context: CauseContext): FamilyResult {
  const { trial, knowledge } = context;
  const found = new Map<string, Finding>();
  const add = (meaning: string, phrase: string, id: string, basis: Finding['basis']): void => {
    const known = found.get(meaning);
    if (known) {
      if (!known.records.includes(id)) known.records.push(id);
      return;
    }
    found.set(
      meaning,
      supports({
        term: 'delivery-problem',
        code: meaning,
        certainty: 'probable',
        basis,
        values: { phrase },
        records: [id],
      }),
    );
  };
  for (const note of ownNotes(context))
    for (const match of knowledge.phrases.readAll('delivery', [note.text]))
      add(match.meaning, match.phrase, note.id, 'recorded');
  const name = trial.ingredient.name.toLowerCase();
  const first = name.split(' ')[0] ?? name;
  const route = trial.route ?? '';
  const until =
    Math.max(context.course.window.to, trial.end ?? context.asOf.day) + knowledge.conventions.reactionToStopDays;
  for (const note of recordNotes(context)) {
    if (note.day !== undefined && (note.day < trial.start || note.day > until)) continue;
    const namesDrug = note.text.toLowerCase().includes(first);
    for (const match of note.matches) {
      if (namesDrug || (ROUTES[match.meaning] ?? []).includes(route))
        add(match.meaning, match.phrase, note.id, note.basis);
    }
  }
  return { findings: [...found.values()], gates: [] };
}

/** Technique, device, storage or product quality kept the drug from arriving. */
export const delivery = defineCause({
  family: 'delivery',
  terms: ['delivery-problem'],
  step: 1,
  gates: [],
  closes: { 'delivery-problem': 'absorbed' },
  requires: [],
  explainedBy: {},
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  text,
});
