/** Orders being written: read as if they began today, so that the question is asked before the first dose. */
import type { HookRequest } from './request.ts';

interface Draft {
  resourceType: string;
  id?: unknown;
  [element: string]: unknown;
}

function entriesOf(bundle: { [element: string]: unknown } | undefined): Draft[] {
  const entries = Array.isArray(bundle?.entry) ? (bundle.entry as unknown[]) : [];
  return entries.flatMap((entry) => {
    const resource = typeof entry === 'object' && entry !== null && 'resource' in entry ? entry.resource : null;
    return typeof resource === 'object' && resource !== null && 'resourceType' in resource ? [resource as Draft] : [];
  });
}

/**
 * The drafts as active orders of today; in order-select only the selected ones. Other resources of the bundle (the
 * Medication a draft refers to) come along as they are.
 */
export function draftOrders(request: HookRequest, today: string): { orders: Draft[]; beside: Draft[] } {
  const all = entriesOf(request.context.draftOrders);
  const { selections } = request.context;
  const isSelected = (draft: Draft): boolean =>
    selections === undefined || selections.includes(`MedicationRequest/${String(draft.id)}`);
  const orders = all
    .filter((draft) => draft.resourceType === 'MedicationRequest' && isSelected(draft))
    .map((draft, index): Draft => {
      const subject = draft.subject ?? { reference: `Patient/${request.context.patientId.replace(/^Patient\//, '')}` };
      return {
        ...draft,
        id: draft.id ?? `draft-${index + 1}`,
        subject,
        status: 'active',
        intent: 'order',
        authoredOn: today,
      };
    });
  return { orders, beside: all.filter((draft) => draft.resourceType === 'Medication') };
}
