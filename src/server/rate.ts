/** How often a client may ask: a bucket per client that fills at a steady pace. */

export interface RateLimit {
  /** milliseconds to wait, 0 where the request may go on */
  waitMs(client: string): number;
}

const MOST_CLIENTS = 10_000;

/** `perSecond` 0 limits nothing; a burst of two seconds' worth is allowed. */
export function rateLimit(perSecond: number, now: () => number = Date.now): RateLimit {
  if (perSecond === 0) return { waitMs: () => 0 };
  const buckets = new Map<string, { tokens: number; at: number }>();
  const most = Math.max(1, perSecond * 2);
  return {
    waitMs: (client) => {
      const at = now();
      const bucket = buckets.get(client) ?? { tokens: most, at };
      bucket.tokens = Math.min(most, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
      bucket.at = at;
      // Most recently seen last, so that the oldest is forgotten when there are too many.
      buckets.delete(client);
      buckets.set(client, bucket);
      if (buckets.size > MOST_CLIENTS) {
        const oldest = buckets.keys().next().value;
        if (oldest !== undefined) buckets.delete(oldest);
      }
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
