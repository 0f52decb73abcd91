export type AbsorptionRatio = { value: number };
export const absorptionRatio = (): AbsorptionRatio | null => null;
