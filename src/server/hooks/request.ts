/** A hook call as the standard shapes it. */
import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import type { HookService } from './services.ts';

const Resource = z.looseObject({ resourceType: z.string() });
const PatientId = z.string().regex(/^(Patient\/)?[A-Za-z0-9\-.]{1,64}$/);

export const HookRequest = z.looseObject({
  hook: z.string(),
  hookInstance: z.string().min(1),
  fhirServer: z.url().optional(),
  fhirAuthorization: z.looseObject({ access_token: z.string().min(1) }).optional(),
  context: z.looseObject({
    userId: z.string().min(1),
    patientId: PatientId,
    selections: z.array(z.string()).optional(),
    draftOrders: z.looseObject({ resourceType: z.literal('Bundle') }).optional(),
  }),
  prefetch: z.record(z.string(), z.union([Resource, z.null()])).optional(),
});
export type HookRequest = z.infer<typeof HookRequest>;

/** The request for a service; throws a Refusal 400 where it does not fit, naming the field and never its value. */
export function hookRequest(value: unknown, service: HookService): HookRequest {
  const parsed = HookRequest.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(
      400,
      'bad-hook-request',
      `${issue?.path.join('.') || 'the body'} is missing or not as the standard shapes it`,
    );
  }
  const { hook, context } = parsed.data;
  if (hook !== service.hook) throw new Refusal(400, 'wrong-hook', `this service answers ${service.hook}`);
  if (service.hook !== 'patient-view' && context.draftOrders === undefined) {
    throw new Refusal(400, 'bad-hook-request', 'context.draftOrders is missing');
  }
  if (service.hook === 'order-select' && context.selections === undefined) {
    throw new Refusal(400, 'bad-hook-request', 'context.selections is missing');
  }
  return parsed.data;
}

/** The patient's logical id. */
export const patientIdOf = (request: HookRequest): string => request.context.patientId.replace(/^Patient\//, '');
