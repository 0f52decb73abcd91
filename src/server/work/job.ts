/** What is asked of a worker, and what it answers; both cross a thread, so they are plain values and buffers. */
import type { Format } from '../../cli/formats.ts';
import type { KeyedCard } from '../../emit/cds-hooks/index.ts';

export interface AssessJob {
  kind: 'assess';
  body: Uint8Array<ArrayBuffer>;
  /** name of the input in problems: "body", "line 3" */
  where: string;
  format: Format;
  asOf: string | null;
  drug: string | null;
  recorded: string;
}

export interface OperationJob {
  kind: 'operation';
  body: Uint8Array<ArrayBuffer>;
  recorded: string;
  /** resources read from a record server beside the body */
  fetched: Uint8Array<ArrayBuffer>[];
}

export interface HookJob {
  kind: 'hook';
  body: Uint8Array<ArrayBuffer>;
  service: string;
  fetched: Uint8Array<ArrayBuffer>[];
  /** keys of the prefetch that were asked for and cannot be had */
  unavailable: string[];
  /** true once what was missing has been asked for */
  isSecond: boolean;
  page: string;
  /** whose cards they are: tenant of the issuer */
  tenant: string;
  secret: string;
  asOf: 'record' | 'today';
  today: string;
}

export type Job = AssessJob | OperationJob | HookJob;

/** A whole body to send. */
export interface BodyAnswer {
  kind: 'body';
  type: string;
  body: Uint8Array<ArrayBuffer>;
  patients: number;
}

/** What a hook needs that was not in its prefetch. */
export interface Wants {
  kind: 'wants';
  fhirServer: string | null;
  token: string | null;
  patient: string;
  /** keys whose query has to be read, and next pages of those that came in part */
  queries: { key: string; path: string; isLaterPage: boolean }[];
  /** resources referred to but not sent ("Medication/1") */
  references: string[];
}

export interface CardsAnswer {
  kind: 'cards';
  cards: KeyedCard[];
}

/** The patient a Parameters resource names, to be read from the configured record server. */
export interface PatientWanted {
  kind: 'patient';
  id: string;
}

export interface RefusedAnswer {
  kind: 'refused';
  status: number;
  code: string;
  what: string;
  help: string;
}

export type Answer = BodyAnswer | CardsAnswer | Wants | PatientWanted | RefusedAnswer;
