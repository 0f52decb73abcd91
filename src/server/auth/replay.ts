/** Token ids seen, so that a token is used once. */

export interface ReplayMemory {
  /** true the first time an id of an issuer is seen before it expires */
  isNew(issuer: string, id: string, expiresAtMs: number): boolean;
}

const MOST = 200_000;

/** Ids in memory until their token expires; when full, the memory refuses rather than forget. */
export function replayMemory(now: () => number = Date.now): ReplayMemory {
  const seen = new Map<string, number>();
  let swept = now();
  return {
    isNew: (issuer, id, expiresAtMs) => {
      const at = now();
      if (at - swept > 30_000 || seen.size >= MOST) {
        for (const [key, until] of seen) if (until < at) seen.delete(key);
        swept = at;
      }
      const key = JSON.stringify([issuer, id]);
      if (seen.has(key) || seen.size >= MOST) return false;
      seen.set(key, expiresAtMs);
      return true;
    },
  };
}
