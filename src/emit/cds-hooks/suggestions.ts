/** What a card may offer to do: gather information. A drug order is never among it. */
import type { NextCheck, TrialAssessment } from '../../domain/assessment.ts';
import { TERM_SYSTEM } from '../../domain/canonical.ts';
import type { CdsSuggestion } from './shapes.ts';

type AnsweredBy = NonNullable<NextCheck['answeredBy']>;

const MOST = 3;
const LABEL_LENGTH = 80;

interface Ask {
  label: (drug: string) => string;
  resource: 'ServiceRequest' | 'Task';
}

const ASKS: Readonly<Record<AnsweredBy, Ask>> = {
  taking: { label: (drug) => `Ask how ${drug} is taken`, resource: 'Task' },
  'drug-level': { label: (drug) => `Draft an order for a ${drug} level`, resource: 'ServiceRequest' },
  genotype: { label: (drug) => `Draft an order for a genotype (${drug})`, resource: 'ServiceRequest' },
  culture: {
    label: (drug) => `Draft an order for a culture with susceptibility to ${drug}`,
    resource: 'ServiceRequest',
  },
  'antibody-test': { label: (drug) => `Draft an order for antibodies against ${drug}`, resource: 'ServiceRequest' },
  'tumour-test': { label: (drug) => `Draft an order for a tumour test (${drug})`, resource: 'ServiceRequest' },
};

function resourceOf(ask: Ask, check: NextCheck, trial: TrialAssessment, patient: string): Record<string, unknown> {
  const subject = { reference: `Patient/${patient}` };
  const reason = { coding: [{ system: TERM_SYSTEM, code: trial.headline.term }], text: check.why };
  if (ask.resource === 'Task') {
    return {
      resourceType: 'Task',
      status: 'draft',
      intent: 'proposal',
      description: check.text,
      for: subject,
      reasonCode: reason,
    };
  }
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    code: { text: check.text },
    subject,
    reasonCode: [reason],
  };
}

/** The first checks that a test or a conversation can settle, one suggestion each; `uuid` names each for feedback. */
export function suggestionsOf(
  trial: TrialAssessment,
  patient: string,
  uuid: (part: string) => string,
): CdsSuggestion[] {
  const askable = trial.nextChecks.filter((check) => check.answeredBy);
  return askable.slice(0, MOST).flatMap((check): CdsSuggestion[] => {
    if (!check.answeredBy) return [];
    const ask = ASKS[check.answeredBy];
    const label = ask.label(trial.medication.name).slice(0, LABEL_LENGTH);
    const resource = resourceOf(ask, check, trial, patient);
    return [{ label, uuid: uuid(check.code), actions: [{ type: 'create', description: check.text, resource }] }];
  });
}
