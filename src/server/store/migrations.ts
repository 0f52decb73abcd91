/** The state's shape. Forward only: a migration that has run is never edited, the next one is added below it. */
import type { Sql } from './sql.ts';

export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `create table secrets (name text primary key, value text not null)`,
    `create table feedback (
       tenant text not null, card uuid not null, service text not null, outcome text not null,
       suggestions jsonb not null, reason_system text, reason_code text, comment text,
       outcome_at timestamptz not null, received_at timestamptz not null default now(),
       primary key (tenant, card, outcome, outcome_at))`,
    `create index feedback_by_card on feedback (card, received_at)`,
    `create table shown_cards (
       card uuid primary key, tenant text not null, service text not null, term text not null,
       first_shown timestamptz not null default now(), last_shown timestamptz not null default now(),
       times integer not null default 1)`,
    `create table audit (
       id bigserial primary key, at timestamptz not null default now(), client text not null,
       action text not null, outcome text not null)`,
    `create table api_keys (
       name text primary key, hash text not null unique, created_at timestamptz not null default now(),
       revoked_at timestamptz)`,
  ],
];

/** Brings the state to the newest shape; does nothing where it is there already. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.query(
    block(
      'create table if not exists migrations (version integer primary key, applied_at timestamptz not null default now());',
    ),
  );
  const rows = await sql.query('select coalesce(max(version), 0) as version from migrations');
  const done = Number(rows[0]?.version ?? 0);
  if (done > MIGRATIONS.length) throw new Error(`the state was written by a newer version (${done})`);
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < done) continue;
    const version = index + 1;
    const body = [...statements, `insert into migrations (version) values (${version})`].join(';\n');
    await sql.query(
      block(`if not exists (select 1 from migrations where version = ${version}) then\n${body};\nend if;`),
    );
  }
}

// One block is one transaction: a migration has run wholly or not at all. The lock lets services that start together on
// one server take turns; its number is any that only RxWhy uses.
const block = (body: string): string =>
  `do $migration$ begin\nperform pg_advisory_xact_lock(7975469);\n${body}\nend $migration$`;
