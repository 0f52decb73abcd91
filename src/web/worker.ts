/** The core in a worker: the page stays quick while a record is read, and nothing leaves this device. */
import pkg from '../../package.json' with { type: 'json' };
import { UserError } from '../domain/problem.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { PackRows, Source } from '../knowledge/pack.ts';
import { askStep, drugChoices, drugsMatching } from './ask/step.ts';
import { loadLanguage } from './language.ts';
import { type PackedKnowledge, unpacked } from './packed.ts';
import type { CoreApi, Method, Request } from './protocol.ts';
import type { openedFiles } from './record/open.ts';
import { loadAhead, loadJson, readTableNow } from './tables.ts';

/** Packs that few records ask for; each is loaded when the core first looks into it. */
const LATER = ['tumours'] as const;

type OpenedFiles = ReturnType<typeof openedFiles>;

async function loaded() {
  const [{ version, packs }, terms] = await Promise.all([
    loadJson<PackedKnowledge>('data/packs.json.gz'),
    loadJson<unknown[]>('data/terms.json.gz'),
  ]);
  const rows: Record<string, PackRows[string]> = { ...unpacked(packs), terms: { 'data.json': terms } };
  for (const name of LATER) {
    let later: PackRows[string] | undefined;
    const get = (): PackRows[string] => {
      later ??= unpacked(JSON.parse(readTableNow(`pack-${name}`) ?? '{}') as PackedKnowledge['packs'])[name];
      if (!later) throw new Error(`the facts of ${name} could not be loaded`);
      return later;
    };
    Object.defineProperty(rows, name, { enumerable: true, get });
  }
  const knowledge = loadKnowledge({ version, packs: rows, sources: [], readTable: readTableNow });
  return { knowledge, packs: rows };
}

const facts = loaded();
let opened: OpenedFiles | null = null;
let names: string[] | null = null;
let sources: Promise<Source[]> | null = null;

const openRecord = () => {
  if (opened === null) throw new UserError('no record is open');
  return opened;
};

/** Each answer of the core; all of them may wait for the facts. */
const api: { [Name in Method]: (...args: Parameters<CoreApi[Name]>) => Promise<ReturnType<CoreApi[Name]>> } = {
  version: async () => ({ rxwhy: pkg.version, knowledge: (await facts).knowledge.version }),
  prepare: async () => {
    await facts;
    await Promise.all([import('./record/open.ts'), loadAhead('rxnorm'), loadAhead('names')]);
  },
  open: async (files) => {
    const [{ knowledge }, { openedFiles: open }] = await Promise.all([facts, import('./record/open.ts')]);
    const begun = performance.now();
    opened = open(files, knowledge);
    return { ...opened.opened, milliseconds: performance.now() - begun };
  },
  assume: async (patient, assumptions) => openRecord().assume(patient, assumptions),
  raw: async (record) => openRecord().raw(record),
  drugs: async (typed) => {
    const { packs } = await facts;
    names ??= drugChoices(packs, readTableNow('names'));
    return drugsMatching(names, typed);
  },
  ask: async (answers, today, language) => {
    const [{ knowledge }] = await Promise.all([facts, loadLanguage(language)]);
    return askStep(answers, today, language, knowledge);
  },
  sources: async (ids) => {
    sources ??= loadJson<Source[]>('data/sources.json.gz');
    const all = await sources;
    return all.filter(({ id }) => ids.includes(id));
  },
};

self.addEventListener('message', async ({ data: { id, method, args } }: MessageEvent<Request>) => {
  try {
    const answer = api[method] as (...given: unknown[]) => Promise<unknown>;
    self.postMessage({ id, value: await answer(...args) });
  } catch (error) {
    self.postMessage({
      id,
      error: error instanceof Error ? error.message : String(error),
      isOwn: error instanceof UserError,
    });
  }
});
