/** What an operator can set, with the defaults: one JSON file (`--config`), flags and a few environment variables. */
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { UserError } from '../domain/problem.ts';

const MB = 1024 * 1024;

/** An issuer of tokens: its keys come from `jku` (fetched, cached) or stand here. */
export const Issuer = z.strictObject({
  iss: z.url(),
  jku: z.url().optional(),
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).optional(),
  tenant: z.string().optional(),
});
export type Issuer = z.infer<typeof Issuer>;

export const FhirServer = z.strictObject({
  url: z.url(),
  /** SMART backend services: a client id and its private key (JWK); without them the server is asked without a token */
  clientId: z.string().optional(),
  tokenUrl: z.url().optional(),
  privateKey: z.looseObject({ kty: z.string(), kid: z.string(), alg: z.enum(['ES384', 'RS384']) }).optional(),
  scope: z.string().default('system/*.rs'),
});
export type FhirServer = z.infer<typeof FhirServer>;

const Limits = z.strictObject({
  bodyBytes: z
    .number()
    .int()
    .positive()
    .default(64 * MB),
  /** nesting of JSON; FHIR resources stay far below */
  depth: z.number().int().positive().default(100),
  /** milliseconds an assessment may take before its worker is ended */
  jobMs: z.number().int().positive().default(20_000),
  /** heap of one worker, megabytes; the knowledge itself takes about 150 */
  workerHeapMb: z.number().int().positive().default(1024),
  /** threads that assess; two at least, so that a large record leaves one free */
  workers: z
    .number()
    .int()
    .min(2)
    .max(64)
    .default(() => Math.min(64, Math.max(2, availableParallelism()))),
  /** assessments waiting before the service answers 503 */
  queue: z.number().int().positive().default(256),
  /** requests a second and client; 0 is no limit (the default on loopback) */
  requestsPerSecond: z.number().nonnegative().optional(),
  /** milliseconds without a byte before a slow client is let go, and for a whole request */
  idleMs: z.number().int().positive().default(15_000),
  requestMs: z.number().int().positive().default(120_000),
  /** milliseconds running requests get after SIGTERM */
  drainMs: z.number().int().positive().default(30_000),
  connections: z.number().int().positive().default(2_000),
});

const Hooks = z.strictObject({
  /** days in which a card that was dealt with is not shown again unless its evidence changed */
  quietDays: z.number().nonnegative().default(30),
  /** the day judged at: the last event of the record, or today */
  asOf: z.enum(['record', 'today']).default('record'),
  /** milliseconds for all reads from the caller's FHIR server, and pages read per query */
  fetchMs: z.number().int().positive().default(8_000),
  pages: z.number().int().positive().default(20),
});

export const Settings = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(8080),
  /** how clients reach the service; needed behind a proxy, and for tokens' `aud` there */
  publicUrl: z.url().optional(),
  /** folder of the embedded database; null keeps the state in memory */
  state: z
    .string()
    .nullable()
    .default(() => defaultState()),
  databaseUrl: z.string().optional(),
  issuers: z.array(Issuer).default([]),
  /** clients must show a token or key; always so beyond loopback */
  requireAuth: z.boolean().default(false),
  /** hosts ("10.0.0.5", "fhir.hospital.local:8443") that may be read although they are private */
  allowPrivateHosts: z.array(z.string()).default([]),
  fhirServer: FhirServer.optional(),
  knowledge: z.string().nullable().default(null),
  corsOrigins: z.union([z.literal('*'), z.array(z.string())]).default('*'),
  /** keep the text of clinicians' comments in feedback; they may name patients */
  keepComments: z.boolean().default(false),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  otlpEndpoint: z.url().optional(),
  limits: Limits.prefault({}),
  hooks: Hooks.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

function defaultState(): string {
  return join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'rxwhy');
}

/** True for addresses only this machine can reach. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/** True where a client can show who it is: a trusted issuer, or an API key of the store. */
export function needsAuth(settings: Settings): boolean {
  return settings.requireAuth || !isLoopback(settings.host);
}

/**
 * Settings from a parsed file and what flags and environment say on top.
 *
 * Throws a UserError for a setting that does not exist or fit, and for a bind beyond loopback that is not `open` to
 * any way of proving who asks.
 */
export function readSettings(file: unknown, over: Record<string, unknown>, hasKeys: boolean): Settings {
  const given = Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined));
  const parsed = Settings.safeParse({ ...(typeof file === 'object' ? file : {}), ...given });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(`settings: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not as expected'}`);
  }
  const settings = parsed.data;
  if (!isLoopback(settings.host) && settings.issuers.length === 0 && !hasKeys) {
    throw new UserError(
      `refusing to listen on ${settings.host} without authentication: name trusted issuers in --config, or make an API key with --create-key`,
    );
  }
  return settings;
}
