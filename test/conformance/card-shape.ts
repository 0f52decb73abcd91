/** A card of CDS Hooks 2.0 to the letter, as strict as the strictest public client: unknown or empty fields fail. */
import * as z from 'zod';

const text = z.string().min(1);
const Coding = z.strictObject({ system: z.url(), code: text, display: text });

export const CardShape = z
  .strictObject({
    uuid: z.uuid(),
    summary: text.max(139),
    detail: text,
    indicator: z.enum(['info', 'warning', 'critical']),
    source: z.strictObject({ label: text, url: z.url().optional(), topic: Coding }),
    suggestions: z
      .array(
        z.strictObject({
          label: text,
          uuid: z.uuid(),
          actions: z
            .array(
              z.strictObject({
                type: z.literal('create'),
                description: text,
                resource: z.looseObject({
                  resourceType: z.enum(['ServiceRequest', 'Task']),
                  status: z.literal('draft'),
                }),
              }),
            )
            .min(1),
        }),
      )
      .min(1)
      .optional(),
    selectionBehavior: z.enum(['at-most-one', 'any']).optional(),
    overrideReasons: z.array(Coding).min(1),
    links: z
      .array(z.strictObject({ label: text, url: z.url(), type: z.literal('absolute') }))
      .min(1)
      .optional(),
  })
  .refine((card) => (card.suggestions === undefined) === (card.selectionBehavior === undefined));
