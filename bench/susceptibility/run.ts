/** Interpretations a second on one core: a million tests of made-up isolates against a made-up table. Asserts nothing. */
import { loadKnowledge } from '../../src/cli/knowledge-files.ts';
import { interpreterFor, readBreakpoints } from '../../src/methods/susceptibility/index.ts';

const { germs } = loadKnowledge();
const agents = ['AMP', 'CRO', 'CIP', 'GEN', 'MEM', 'TZP', 'SXT', 'VAN'];
const table = readBreakpoints(
  [
    'id,organism,agent,method,site,s,r,uti',
    ...agents.map(
      (agent, place) => `r${place},Enterobacterales,${agent},MIC,,${2 ** (place % 4)},${2 ** ((place % 4) + 1)},`,
    ),
    ...agents.map((agent, place) => `s${place},Staphylococcus,${agent},MIC,,${2 ** (place % 3)},${2 ** (place % 3)},`),
  ].join('\n'),
  germs,
).table;
const organisms = [
  'Escherichia coli',
  'K. pneumoniae',
  'STAPH AUREUS COAG +',
  'Enterobacter cloacae complex',
  'Proteus mirabilis',
];
const values = ['<=0.25', '0.5', '1', '2', '4', '8', '>16', '0.125'];
const tests = Array.from({ length: 1_000_000 }, (_, at) => ({
  organism: organisms[at % organisms.length] ?? '',
  agent: agents[(at * 7) % agents.length] ?? '',
  method: 'MIC',
  value: values[(at * 13) % values.length] ?? '',
}));
const interpreter = interpreterFor(germs, table);
for (let run = 0; run < 5; run += 1) {
  const counts = { S: 0, I: 0, R: 0 };
  const begun = process.hrtime.bigint();
  for (const test of tests) for (const category of interpreter.interpret(test).categories) counts[category] += 1;
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  console.log(`${Math.round(tests.length / seconds).toLocaleString('en')} interpretations/s`, counts);
}
