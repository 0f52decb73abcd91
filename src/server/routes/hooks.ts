/** CDS Hooks 2.0: discovery, the three services, feedback. */
import * as z from 'zod';
import { type Exchange, sendJson } from '../exchange.ts';
import { readMissing } from '../hooks/read-missing.ts';
import { discovery, SERVICES } from '../hooks/services.ts';
import { readBody } from '../read-body.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { Feedback } from '../store/index.ts';
import type { CardsAnswer, HookJob } from '../work/job.ts';
import { parseJson } from '../work/parse-json.ts';
import { refusalOf } from './answers.ts';
import type { Route } from './route.ts';

const MOST_FEEDBACK_BYTES = 256 * 1024;

async function call(
  exchange: Exchange,
  service: Service,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  if (!SERVICES.some((each) => each.id === id)) throw new Refusal(404, 'no-such-service', 'there is no such service');
  const { settings, pool, store } = service;
  const body = await readBody(exchange.request, settings.limits);
  const kept = new Uint8Array(body);
  const job: HookJob = {
    kind: 'hook',
    body,
    service: id,
    fetched: [],
    unavailable: [],
    isSecond: false,
    page: exchange.base,
    tenant: exchange.tenant,
    secret: store.secret,
    asOf: settings.hooks.asOf,
    today: new Date().toISOString().slice(0, 10),
  };
  let answer = await pool.run(job);
  if (answer.kind === 'wants') {
    const { fetched, unavailable } = await readMissing(answer, service);
    answer = await pool.run({ ...job, body: kept, fetched, unavailable, isSecond: true });
  }
  if (answer.kind === 'refused') throw refusalOf(answer);
  if (answer.kind !== 'cards') throw new Error(`a worker answered ${answer.kind}`);
  service.metrics.assessed(1);
  sendJson(exchange, { cards: await loudCards(answer, id, exchange, service) });
}

/** The cards without those that were dealt with and say nothing new. A store that is down silences nothing. */
async function loudCards({ cards }: CardsAnswer, id: string, exchange: Exchange, service: Service) {
  if (cards.length === 0) return [];
  const { store, settings, log, metrics } = service;
  try {
    const quiet = await store.dealtWith(
      cards.map(({ card }) => card.uuid),
      settings.hooks.quietDays,
    );
    const loud = cards.filter(({ card }) => !quiet.has(card.uuid)).map(({ card }) => card);
    metrics.cards(loud.length, cards.length - loud.length);
    await store.addShown(
      exchange.tenant,
      id,
      loud.map((card) => ({ card: card.uuid, term: card.source.topic.code })),
    );
    return loud;
  } catch {
    log.error('store unavailable', { route: '/cds-services/:id' });
    return cards.map(({ card }) => card);
  }
}

const FeedbackBody = z.looseObject({
  feedback: z
    .array(
      z
        .looseObject({
          card: z.uuid(),
          outcome: z.enum(['accepted', 'overridden']),
          acceptedSuggestions: z
            .array(z.looseObject({ id: z.string().max(64) }))
            .max(20)
            .optional(),
          overrideReason: z
            .looseObject({
              reason: z.looseObject({ code: z.string().max(200), system: z.string().max(500).optional() }).optional(),
              userComment: z.string().max(4000).optional(),
            })
            .optional(),
          outcomeTimestamp: z.iso.datetime({ offset: true }),
        })
        .refine(({ outcome, acceptedSuggestions }) => outcome === 'overridden' || acceptedSuggestions !== undefined),
    )
    .min(1)
    .max(100),
});

/** Answers 200 only once every row is on disk. */
async function feedback(
  exchange: Exchange,
  service: Service,
  { id = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  if (!SERVICES.some((each) => each.id === id)) throw new Refusal(404, 'no-such-service', 'there is no such service');
  const { settings, store, metrics } = service;
  const body = await readBody(exchange.request, { ...settings.limits, bodyBytes: MOST_FEEDBACK_BYTES });
  const parsed = FeedbackBody.safeParse(parseJson(body, settings.limits.depth));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(400, 'bad-feedback', `${issue?.path.join('.') || 'the body'} is not as the standard shapes it`);
  }
  const rows = parsed.data.feedback.map(
    ({ card, outcome, acceptedSuggestions = [], overrideReason, outcomeTimestamp }): Feedback => ({
      card,
      outcome,
      suggestions: acceptedSuggestions.map((each) => each.id),
      reasonSystem: overrideReason?.reason?.system ?? null,
      reasonCode: overrideReason?.reason?.code ?? null,
      comment: settings.keepComments ? (overrideReason?.userComment ?? null) : null,
      outcomeAt: outcomeTimestamp,
    }),
  );
  try {
    await store.addFeedback(exchange.tenant, id, rows);
  } catch {
    throw new Refusal(503, 'not-stored', 'the feedback could not be stored', 'Send it again.', { 'Retry-After': '5' });
  }
  for (const { outcome } of rows) metrics.feedback(outcome);
  sendJson(exchange, {});
}

export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/cds-services',
    isOpen: true,
    handle: async (exchange) => sendJson(exchange, discovery()),
  },
  { method: 'POST', path: '/cds-services/:id', isOpen: false, handle: call },
  { method: 'POST', path: '/cds-services/:id/feedback', isOpen: false, handle: feedback },
];
