/** `rxwhy serve`: the service until it is told to stop. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../domain/problem.ts';
import { EXIT } from './failures.ts';
import { readJsonFile } from './json-file.ts';
import { note } from './output.ts';

interface Options {
  host?: string;
  port?: number;
  config?: string;
  state?: string | false;
  knowledge?: string;
  publicUrl?: string;
  requireAuth?: boolean;
  allowHost?: string[];
  createKey?: string;
  revokeKey?: string;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('write a port from 0 to 65535.');
  return value;
}

/** The command with all its options. */
export function serveCommand(): Command {
  return new Command('serve')
    .summary('answer over HTTP: CDS Hooks, FHIR, REST and the page')
    .description(
      'Answers CDS Hooks 2.0, FHIR ($rxwhy), REST and the page on one port. Listens on loopback unless a way of proving ' +
        'who asks is set up (issuers in --config, or an API key). The state is an embedded database in a folder, or ' +
        'PostgreSQL by DATABASE_URL. Runs until SIGTERM, then answers what it has accepted. See docs/service.md.',
    )
    .option('--host <address>', 'address to listen on; default 127.0.0.1')
    .option('--port <number>', 'port; 0 takes a free one; default 8080', port)
    .option('--config <file>', 'JSON of settings')
    .option('--state <folder>', 'folder of the embedded database')
    .addOption(new Option('--no-state', 'keep the state in memory only'))
    .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
    .option('--public-url <url>', 'how clients reach the service (behind a proxy)')
    .option('--require-auth', 'ask for a key or token on loopback too')
    .option('--allow-host <host...>', 'private hosts that may be read as fhirServer (host or host:port)')
    .option('--create-key <name>', 'make an API key, print it once, and end')
    .option('--revoke-key <name>', 'revoke an API key, and end')
    .action(async (options: Options) => {
      process.exitCode = await serve(options);
    });
}

async function serve(options: Options): Promise<number> {
  const { openStore, readSettings, startService } = await import('../server/index.ts');
  const file = options.config === undefined ? {} : readJsonFile(options.config);
  const over = {
    host: options.host,
    port: options.port,
    state: options.state === false ? null : options.state,
    databaseUrl: process.env.DATABASE_URL || undefined,
    knowledge: options.knowledge ?? process.env.RXWHY_KNOWLEDGE ?? undefined,
    publicUrl: options.publicUrl,
    requireAuth: options.requireAuth,
    allowPrivateHosts: options.allowHost,
    otlpEndpoint: process.env.OTEL_EXPORTER_OTLP_ENDPOINT || undefined,
    logLevel: process.env.RXWHY_LOG || undefined,
  };
  const { state, databaseUrl } = readSettings(file, over, true);
  const store = await openStore(databaseUrl, state).catch((error) => {
    if (error instanceof UserError) throw error;
    throw new UserError(`the state cannot be opened: ${error instanceof Error ? error.message : 'unknown'}`);
  });
  try {
    if (options.createKey !== undefined) {
      process.stdout.write(`${await store.createKey(options.createKey)}\n`);
      await store.close();
      return EXIT.done;
    }
    if (options.revokeKey !== undefined) {
      const isRevoked = await store.revokeKey(options.revokeKey);
      await store.close();
      if (!isRevoked) throw new UserError(`there is no API key "${options.revokeKey}" to revoke`);
      return EXIT.done;
    }
    const settings = readSettings(file, over, await store.hasKeys());
    const running = await startService(settings, store);
    note(`rxwhy: listening on ${running.url}`);
    await toldToStop();
    await running.stop();
    return EXIT.done;
  } catch (error) {
    await store.close();
    throw startFailure(error);
  }
}

function startFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return new UserError('the port is in use; choose another with --port');
  if (code === 'EACCES') return new UserError('the port may not be opened; choose one above 1023');
  if (code === 'EADDRNOTAVAIL') return new UserError('this machine has no such address; see --host');
  return error;
}

// A second signal ends at once.
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
