/** `tsx bench/exposure/exposure.ts`: genotype look-ups and exposure predictions per second on one core. */
import { buildEnzymes } from '../../src/knowledge/enzymes/index.ts';
import { buildGenes } from '../../src/knowledge/genes/index.ts';
import { predictExposure } from '../../src/methods/clearance/index.ts';
import { callDiplotype, interpretGenotype } from '../../src/methods/genotype/index.ts';
import { loadEnzymeRows, loadGeneRows } from '../../tools/fit-clearance/load-packs.ts';

const genes = buildGenes(loadGeneRows());
const enzymes = buildEnzymes(loadEnzymeRows());

const SECONDS = 2;

/** Calls per second of processor time (the machine may be shared), after a warm-up of one second. */
const rate = (work: (i: number) => void): number => {
  const spent = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const run = (seconds: number): number => {
    const start = spent();
    let calls = 0;
    while (spent() < start + seconds) for (let i = 0; i < 5000; i++) work(calls++);
    return calls / (spent() - start);
  };
  run(1);
  return run(SECONDS);
};

const table = genes.genes.get('CYP2D6');
if (!table) throw new Error('no CYP2D6 table');
const names = [...table.alleles.keys()];
const diplotypes = names.flatMap((one, i) => names.slice(i).map((two) => `${one}/${two}`));
const victims = [...enzymes.victims.keys()];
const perpetrators = [...enzymes.perpetrators.keys()];
const genotyped = [{ gene: 'CYP2D6', phenotypes: ['Intermediate Metabolizer'], scores: [{ low: 1, high: 1 }] }];

const results: [string, number, number][] = [
  [
    'diplotype to score and phenotype',
    rate((i) => callDiplotype(table, diplotypes[i % diplotypes.length] ?? '')),
    1_000_000,
  ],
  [
    'full interpretation of a reported genotype',
    rate((i) => interpretGenotype({ gene: 'CYP2D6', diplotype: diplotypes[i % diplotypes.length] ?? '' }, genes)),
    0,
  ],
  [
    'exposure of one pair',
    rate((i) =>
      predictExposure(
        {
          victim: victims[i % victims.length] ?? '',
          perpetrators: [{ drug: perpetrators[i % perpetrators.length] ?? '' }],
        },
        enzymes,
      ),
    ),
    100_000,
  ],
  [
    'exposure of a drug under two perpetrators and a genotype',
    rate((i) =>
      predictExposure(
        {
          victim: victims[i % victims.length] ?? '',
          perpetrators: [{ drug: perpetrators[i % perpetrators.length] ?? '' }, { drug: 'rifampin' }],
          genes: genotyped,
        },
        enzymes,
      ),
    ),
    100_000,
  ],
];
for (const [name, perSecond, target] of results) {
  const against = target === 0 ? '' : perSecond >= target ? ` (target ${target}: met)` : ` (target ${target}: MISSED)`;
  console.log(`${name}: ${Math.round(perSecond)}/s${against}`);
}
