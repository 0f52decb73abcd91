/** What the lanes show beside a verdict: fills, stays, cultures, genotypes, levels and how long an interaction takes. */
import type { PatientAssessment } from '../../domain/assessment.ts';
import type { PatientRecord } from '../../domain/record.ts';
import { isoDay } from '../../domain/time.ts';
import { type DrugIdentity, idsOf } from '../../knowledge/absorption-and-antagonism/index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Beside } from '../protocol.ts';

const LEVEL_OF = /level|concentration|trough/i;

function timingOf(victim: string, beside: DrugIdentity, knowledge: Knowledge): Beside['timing'][string] | null {
  const actions = knowledge.enzymes.perpetrators.get(beside.name) ?? [];
  const [action] = [...actions].sort((a, b) => b.row.offsetDays - a.row.offsetDays);
  if (action) {
    const { onsetDays, maxDays, offsetDays } = action.row;
    return { onsetDays, maxDays, offsetDays };
  }
  const ids = idsOf(beside, knowledge.absorption);
  const row = (knowledge.absorption.byVictim.get(victim) ?? []).find(({ perpetrator }) => ids.has(perpetrator));
  return row ? { onsetDays: row.onsetDays, maxDays: row.onsetDays, offsetDays: row.offsetDays } : null;
}

/** The marks of a person's lanes, by day. */
export function besideOf(record: PatientRecord, assessment: PatientAssessment, knowledge: Knowledge): Beside {
  const fills: Beside['fills'] = {};
  const levels: Beside['levels'] = {};
  const timing: Beside['timing'] = {};
  const genes: Beside['genes'] = {};
  for (const trial of assessment.trials) {
    const { name } = trial.medication;
    const isOwn = (ingredients: readonly { name: string }[]): boolean => ingredients.some((each) => each.name === name);
    fills[trial.id] = record.supplies
      .filter(({ status, drug }) => status === 'done' && isOwn(drug.ingredients))
      .map(({ at, daysSupply, id }) => ({ day: isoDay(at.day), daysSupply, record: id }));
    genes[trial.id] = [...new Set((knowledge.genes.byDrug.get(name.toLowerCase()) ?? []).map(({ gene }) => gene))];
    levels[trial.id] = record.observations
      .filter(({ what, at }) => at !== null && LEVEL_OF.test(what.text) && what.text.toLowerCase().includes(name))
      .map(({ what, at, value, coded, id }) => ({
        day: isoDay(at?.day ?? 0),
        what: `${what.text}: ${value ? `${value.comparator ?? ''}${value.value} ${value.unit ?? ''}`.trim() : (coded?.text ?? '?')}`,
        record: id,
      }));
    for (const drug of trial.exposure.beside) {
      const found = timingOf(name, drug, knowledge);
      if (found) timing[`${trial.id}|${drug.id}`] = found;
    }
  }
  return {
    fills,
    levels,
    timing,
    genes,
    stays: record.stays.map(({ from, to, kind, id }) => ({
      from: isoDay(from.day),
      to: to ? isoDay(to.day) : null,
      what: kind,
      record: id,
    })),
    cultures: record.cultures.flatMap(({ collected, reported, organism, results, growth, id }) => {
      const at = collected ?? reported;
      if (!at) return [];
      const answers = results.map(({ agent, category }) => `${agent.text} ${category ?? '?'}`).join(', ');
      const what = organism?.text ?? (growth === false ? 'no growth' : 'culture');
      return [{ day: isoDay(at.day), what: answers === '' ? what : `${what}: ${answers}`, record: id }];
    }),
    genotypes: record.genotypes.map(({ gene, diplotype, phenotype, at, id }) => ({
      day: at ? isoDay(at.day) : null,
      what: `${gene} ${diplotype ?? phenotype ?? ''}`.trim(),
      record: id,
    })),
  };
}
