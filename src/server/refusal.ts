/** A request that is not answered: thrown anywhere, told as the protocol of its route asks. */

/** `status` is HTTP's, `code` kebab-case and stable, `what` and `help` are for the sender and never quote the record. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly help: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, what: string, help = '', headers: Record<string, string> = {}) {
    super(what);
    this.status = status;
    this.code = code;
    this.help = help;
    this.headers = headers;
  }
}

/** The refusal as RFC 9457 problem details. */
export function problemBody(refusal: Refusal): string {
  const { status, code, message, help } = refusal;
  return JSON.stringify({
    type: 'about:blank',
    title: message,
    status,
    code,
    ...(help === '' ? {} : { detail: help }),
  });
}

const ISSUE_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  412: 'incomplete',
  413: 'too-long',
  415: 'not-supported',
  422: 'processing',
  429: 'throttled',
  503: 'transient',
  504: 'timeout',
};

/** The refusal as a FHIR OperationOutcome. */
export function outcomeBody(refusal: Refusal): string {
  const code = ISSUE_TYPES[refusal.status] ?? 'exception';
  const diagnostics = `${refusal.message}${refusal.help === '' ? '' : `. ${refusal.help}`}`;
  return JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] });
}
