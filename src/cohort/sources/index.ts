/** The sources of people by their names on the command line. */
import type { SourceKind } from '../settings.ts';
import { csvSource } from './csv.ts';
import { fhirSource } from './fhir.ts';
import { omopSource } from './omop.ts';
import type { Source } from './source.ts';

const SOURCES: Readonly<Record<SourceKind, Source>> = { omop: omopSource, fhir: fhirSource, csv: csvSource };

export const sourceOf = (kind: SourceKind): Source => SOURCES[kind];
