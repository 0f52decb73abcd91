/** Cards of CDS Hooks 2.0, as far as RxWhy makes them. Absent optional fields are left out, never null or empty. */

export interface CdsCoding {
  system?: string;
  code: string;
  display?: string;
}

export interface CdsAction {
  type: 'create';
  description: string;
  /** a draft ServiceRequest or Task; never a medication resource */
  resource: Record<string, unknown>;
}

export interface CdsSuggestion {
  label: string;
  uuid: string;
  actions: CdsAction[];
}

export interface CdsLink {
  label: string;
  url: string;
  type: 'absolute';
}

export interface CdsCard {
  uuid: string;
  summary: string;
  detail: string;
  indicator: 'info' | 'warning';
  source: { label: string; url?: string; topic: CdsCoding };
  suggestions?: CdsSuggestion[];
  selectionBehavior?: 'any';
  overrideReasons: CdsCoding[];
  links?: CdsLink[];
}

export interface CdsResponse {
  cards: CdsCard[];
}
