/** What the service remembers: feedback, which cards were shown, who asked, keys. Nothing of a patient's record. */
import { createHash, randomBytes } from 'node:crypto';
import { embeddedSql } from './embedded.ts';
import { migrate } from './migrations.ts';
import { postgresSql } from './postgres.ts';
import type { Sql } from './sql.ts';

export interface Feedback {
  card: string;
  outcome: 'accepted' | 'overridden';
  suggestions: string[];
  reasonSystem: string | null;
  reasonCode: string | null;
  comment: string | null;
  outcomeAt: string;
}

export interface Store {
  /** a key for naming cards, made once */
  secret: string;
  /** resolves once every row is on disk; the same feedback sent twice is one */
  addFeedback(tenant: string, service: string, feedback: readonly Feedback[]): Promise<void>;
  /** those of the cards that were dealt with in the last days */
  dealtWith(cards: readonly string[], days: number): Promise<ReadonlySet<string>>;
  addShown(tenant: string, service: string, cards: readonly { card: string; term: string }[]): Promise<void>;
  addAudit(client: string, action: string, outcome: string): Promise<void>;
  /** name of a key that is not revoked, null where it is unknown */
  keyName(key: string): Promise<string | null>;
  /** a new key, shown once; only its hash is kept */
  createKey(name: string): Promise<string>;
  revokeKey(name: string): Promise<boolean>;
  hasKeys(): Promise<boolean>;
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the state: a server where `url` is given, else the embedded database in a folder (null: in memory). */
export async function openStore(url: string | undefined, folder: string | null): Promise<Store> {
  const sql = await (url === undefined ? embeddedSql(folder) : postgresSql(url));
  try {
    await migrate(sql);
    return storeOver(sql, await secretIn(sql));
  } catch (error) {
    await sql.close();
    throw error;
  }
}

async function secretIn(sql: Sql): Promise<string> {
  const made = randomBytes(32).toString('hex');
  await sql.query(`insert into secrets (name, value) values ('cards', $1) on conflict do nothing`, [made]);
  const rows = await sql.query(`select value from secrets where name = 'cards'`);
  return String(rows[0]?.value);
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

function storeOver(sql: Sql, secret: string): Store {
  return {
    secret,
    addFeedback: async (tenant, service, feedback) => {
      const values = feedback.map(
        (_, row) => `(${[...Array(9)].map((_each, at) => `$${row * 9 + at + 1}`).join(', ')})`,
      );
      await sql.query(
        `insert into feedback (tenant, card, service, outcome, suggestions, reason_system, reason_code, comment, outcome_at)
         values ${values.join(', ')} on conflict do nothing`,
        feedback.flatMap((one) => [
          tenant,
          one.card,
          service,
          one.outcome,
          JSON.stringify(one.suggestions),
          one.reasonSystem,
          one.reasonCode,
          one.comment,
          one.outcomeAt,
        ]),
      );
    },
    dealtWith: async (cards, days) => {
      if (cards.length === 0) return new Set();
      const rows = await sql.query(
        `select distinct card::text as card from feedback
         where card = any(string_to_array($1, ',')::uuid[]) and received_at > now() - make_interval(secs => $2)`,
        [cards.join(','), days * 86_400],
      );
      return new Set(rows.map((row) => String(row.card)));
    },
    addShown: async (tenant, service, cards) => {
      if (cards.length === 0) return;
      const values = cards.map((_, row) => `($${row * 4 + 1}, $${row * 4 + 2}, $${row * 4 + 3}, $${row * 4 + 4})`);
      await sql.query(
        `insert into shown_cards (card, tenant, service, term) values ${values.join(', ')}
         on conflict (card) do update set last_shown = now(), times = shown_cards.times + 1`,
        cards.flatMap(({ card, term }) => [card, tenant, service, term]),
      );
    },
    addAudit: async (client, action, outcome) => {
      await sql.query('insert into audit (client, action, outcome) values ($1, $2, $3)', [client, action, outcome]);
    },
    keyName: async (key) => {
      const rows = await sql.query('select name from api_keys where hash = $1 and revoked_at is null', [hashOf(key)]);
      return rows[0] === undefined ? null : String(rows[0].name);
    },
    createKey: async (name) => {
      const key = `rxw_${randomBytes(32).toString('base64url')}`;
      await sql.query('insert into api_keys (name, hash) values ($1, $2)', [name, hashOf(key)]);
      return key;
    },
    revokeKey: async (name) => {
      const rows = await sql.query(
        'update api_keys set revoked_at = now() where name = $1 and revoked_at is null returning name',
        [name],
      );
      return rows.length > 0;
    },
    hasKeys: async () => (await sql.query('select 1 from api_keys where revoked_at is null limit 1')).length > 0,
    isUp: () =>
      sql.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => sql.close(),
  };
}
