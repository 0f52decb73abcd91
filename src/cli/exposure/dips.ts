/** The interaction scale for a pair given on the command line: the packs answer what they can, the record is not there. */
import { type DipsWorksheet, dipsWorksheet } from '../../methods/clearance/index.ts';
import { assessPair, type ExposureNeeds, type PairInput, packName } from './assess-pair.ts';

/** One worksheet per perpetrator; the event asked about is the one the prediction points to (below 1: too little). */
export function dipsOf(input: PairInput, needs: ExposureNeeds): DipsWorksheet[] {
  return input.perpetrators.map((name) => {
    const { active } = assessPair({ ...input, perpetrators: [name] }, needs);
    const ratio = active.value ?? active.low ?? 1;
    const event = ratio > 1 ? 'too-much' : 'too-little';
    const [object, precipitant] = [packName(input.victim, needs), packName(name, needs)];
    return dipsWorksheet({ object, precipitant, event }, needs.knowledge.enzymes);
  });
}
