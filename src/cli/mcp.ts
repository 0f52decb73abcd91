/** `rxwhy mcp`: the same answers for a model, over stdio. */
import { Command } from 'commander';

/** The command. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .summary('answer a model over stdio (Model Context Protocol)')
    .description(
      'Offers three tools over stdio: assess a record, explain a term, list terms. Reads nothing but what it is sent.',
    )
    .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
    .action(async ({ knowledge }: { knowledge?: string }) => {
      const { serveMcp } = await import('../server/mcp.ts');
      await serveMcp(knowledge ?? process.env.RXWHY_KNOWLEDGE ?? null);
    });
}
