/** Published computations on the response to a treatment, each usable alone. Numbers come as arguments. */
export * from './change.ts';
export * from './drug-and-antibody.ts';
export * from './emesis-phase.ts';
export * from './eular.ts';
export * from './expected-fall.ts';
export * from './level.ts';
export * from './seizure-freedom.ts';
export * from './sustained.ts';
export * from './viral-load.ts';
