/** Rows of outcomes, levels, conditions, reactions, stays, procedures, genotypes and goals. */

import { quantity } from '../../domain/quantity.ts';
import type {
  Concept,
  Condition,
  Genotype,
  Goal,
  Observation,
  Procedure,
  Reaction,
  Stay,
} from '../../domain/record.ts';
import { type Cells, concept } from './cells.ts';

const notesOf = (cells: Cells): string[] => {
  const note = cells.text('note');
  return note === null ? [] : [note];
};

function observation(cells: Cells, what: string): Observation | null {
  const at = cells.moment('time');
  if (!at) return null;
  const result = cells.text('result');
  return {
    id: cells.id,
    at,
    issued: null,
    what: concept(what),
    value: cells.quantity('value', 'unit'),
    coded: result === null ? null : concept(result),
    panel: null,
    referenceLow: null,
    referenceHigh: null,
    interpretation: null,
    status: 'final',
    by: cells.oneOf('by', ['patient', 'related', 'clinician', 'unknown'], 'unknown'),
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: notesOf(cells),
  };
}

export function outcomeOf(cells: Cells): Observation | null {
  return observation(cells, cells.text('measure') ?? '');
}

/** A drug level is an observation named after its drug, with the laboratory's range. */
export function levelOf(cells: Cells): Observation | null {
  const found = observation(cells, `${cells.drug('drug').ingredients[0]?.name ?? cells.text('drug') ?? ''} level`);
  return found && { ...found, referenceLow: cells.number('low'), referenceHigh: cells.number('high') };
}

function codedConcept(cells: Cells, text: string): Concept {
  const code = cells.text('code');
  if (code === null) return concept(text);
  return { text, codings: [{ system: cells.text('system') ?? 'icd10cm', code, display: null }] };
}

export function conditionOf(cells: Cells): Condition {
  const abated = cells.moment('abated');
  return {
    id: cells.id,
    what: codedConcept(cells, cells.text('condition') ?? ''),
    onset: cells.moment('onset'),
    abated,
    recorded: null,
    status: cells.oneOf('status', ['active', 'inactive', 'unknown'], abated ? 'inactive' : 'active'),
    verification: null,
    severity: null,
    evidence: [],
    notes: notesOf(cells),
  };
}

export function reactionOf(cells: Cells): Reaction {
  return {
    id: cells.id,
    kind: 'adverse-event',
    what: concept(cells.text('reaction') ?? ''),
    at: cells.moment('time'),
    suspects: [cells.drug('drug')],
    suspectIds: [],
    seriousness: null,
    severity: cells.text('severity'),
    outcome: null,
    status: null,
    notes: [],
  };
}

export function stayOf(cells: Cells): Stay | null {
  const from = cells.moment('from');
  return from && { id: cells.id, from, to: cells.moment('to'), kind: cells.text('kind') ?? 'inpatient' };
}

export function procedureOf(cells: Cells): Procedure {
  return {
    id: cells.id,
    what: concept(cells.text('procedure') ?? ''),
    at: cells.moment('time'),
    status: 'completed',
    reasons: [],
    notes: notesOf(cells),
  };
}

export function genotypeOf(cells: Cells): Genotype {
  return {
    id: cells.id,
    gene: (cells.text('gene') ?? '').toUpperCase(),
    diplotype: cells.text('diplotype'),
    phenotype: cells.text('phenotype'),
    activityScore: cells.text('activity_score'),
    at: cells.moment('date'),
    laboratory: cells.text('lab'),
  };
}

export function goalOf(cells: Cells): Goal {
  const unit = cells.text('unit');
  const bound = (column: string): Goal['low'] => {
    const value = cells.number(column);
    return value === null ? null : quantity(value, unit);
  };
  return {
    id: cells.id,
    what: concept(cells.text('measure') ?? ''),
    low: bound('low'),
    high: bound('high'),
    from: cells.moment('from'),
  };
}
