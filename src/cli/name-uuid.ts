/** UUIDs from content: the same text and key always give the same id. */
import { createHash, createHmac } from 'node:crypto';

/**
 * A version 8 UUID of a text; with a key nobody without it can tell what the id was made from.
 * @example nameUuid('a') === nameUuid('a') //=> true
 */
export function nameUuid(text: string, key: string | null = null): string {
  const digest = key === null ? createHash('sha256') : createHmac('sha256', key);
  const hex = digest.update(text).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
