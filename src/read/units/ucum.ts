/** The whole of UCUM, for the units our own table does not know. Loaded only when a door asks for it (1.7 MB). */
import type { UcumConverter } from './convert.ts';

type UcumAnswer = { status: string; toVal: number | null };
type UcumUtils = {
  convertUnitTo: (from: string, value: number, to: string, options?: { molecularWeight: number }) => UcumAnswer;
};
type UcumModule = { UcumLhcUtils: { getInstance: () => UcumUtils } };

/**
 * Loads `@lhncbc/ucum-lhc` and returns its converter, to be passed to `convert` as `options.ucum`.
 *
 * Not exported from the folder's index, so that a browser bundle of the core does not pull the library in.
 */
export async function loadUcum(): Promise<UcumConverter> {
  const loaded = (await import('@lhncbc/ucum-lhc')) as unknown as UcumModule & { default?: UcumModule };
  const utils = (loaded.default ?? loaded).UcumLhcUtils.getInstance();
  return (value, from, to, molarMassGramsPerMol) => {
    const options = molarMassGramsPerMol === null ? undefined : { molecularWeight: molarMassGramsPerMol };
    const answer = utils.convertUnitTo(from, value, to, options);
    return answer.status === 'succeeded' && answer.toVal !== null ? answer.toVal : null;
  };
}
