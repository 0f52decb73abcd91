/** The report of a run: one file that stands alone, made of the tables beside it. */
import { writeFileSync } from 'node:fs';
import { escapeText } from '../../figures/index.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Engine } from '../engine.ts';
import type { Manifest } from '../manifest.ts';
import { page, paragraph, tag } from './html.ts';
import * as ask from './queries.ts';
import * as overTime from './queries-over-time.ts';
import * as sections from './sections.ts';
import * as timeSections from './sections-over-time.ts';
import { survivalCurve } from './survival.ts';

const MOST_PAIRS = 40;
const MOST_MISSING = 40;
const CONDITIONS = 3;
const LINES = 3;
const DRUGS = 6;

/** Writes `<folder>/report.html`. */
export async function writeReport(
  { folder, manifest }: { folder: string; manifest: Manifest },
  engine: Engine,
  knowledge: Knowledge,
): Promise<void> {
  const { minCell } = manifest.settings;
  const tables: ask.Tables = { engine, folder, minCell };
  const names = namesOf(knowledge);
  const curves = (await overTime.persistence(tables)).map(survivalCurve).filter((curve) => curve !== null);
  const body = [
    headOf(manifest),
    sections.answerSection(await ask.overall(tables), manifest.people, minCell),
    sections.drugSection(await ask.byDrug(tables, MOST_PAIRS), names, minCell),
    sections.ladderSection(await ask.labelLadders(tables), names, minCell),
    sections.causeSection(await ask.causes(tables), names, minCell),
    timeSections.persistenceSection(curves),
    timeSections.linesSection(await overTime.treatmentLines(tables, CONDITIONS, LINES, DRUGS), names, minCell),
    sections.missingSection(await ask.missing(tables, MOST_MISSING), await ask.openGates(tables), names, minCell),
    sections.attritionSection(await ask.attritionSteps(tables), minCell),
  ];
  writeFileSync(`${folder}/report.html`, page('RxWhy: a population', body.join('\n')));
}

function namesOf({ terms, conditions, labels }: Knowledge): sections.Names {
  const definitions = new Map(labels.definitions.map(({ id, name }) => [id, name]));
  return {
    term: (id) => terms.byId.get(id)?.name ?? id,
    condition: (id) => conditions.name(id),
    definition: (id) => definitions.get(id) ?? id,
  };
}

function headOf({ versions, settings, failed }: Manifest): string {
  const links = ['answer', 'drugs', 'ladder', 'causes', 'persistence', 'lines', 'missing', 'attrition'];
  const cutOff = settings.asOf === null ? 'the end of each person’s observation' : `${settings.asOf.iso} at the latest`;
  const shard = settings.shard.of > 1 ? ` Shard ${settings.shard.part} of ${settings.shard.of}.` : '';
  const small = `Numbers of fewer than ${settings.minCell} people are shown as <${settings.minCell} and left out of figures, and so is a second number where a sum would tell the first. The tables of rows beside this file hold single people: they are not for publication.`;
  return [
    tag('h1', 'Why medicines fail in this population'),
    tag(
      'p',
      escapeText(
        `RxWhy ${versions.rxwhy}, knowledge ${versions.knowledge}, source ${settings.from}, judged as of ${cutOff}.${shard} ${small} Decision support for professionals and research, not a medical device.`,
      ),
      'class="small"',
    ),
    failed.length > 0 ? paragraph(`${failed.length} parts of the population failed and are not in these numbers.`) : '',
    tag('nav', links.map((id) => tag('a', id, `href="#${id}"`)).join(' ')),
  ].join('\n');
}
