/** Structured logs on stderr. Only fields named here are written: no URL, no body, no header, nothing of a patient. */
import { type DestinationStream, pino } from 'pino';

/** Everything a line may say. Values are codes, counts and durations, never text of a request. */
export interface LogFields {
  route?: string;
  method?: string;
  status?: number;
  ms?: number;
  bytes?: number;
  code?: string;
  client?: string;
  patients?: number;
  count?: number;
  port?: number;
  worker?: number;
}

export interface Log {
  info(message: LogMessage, fields?: LogFields): void;
  warn(message: LogMessage, fields?: LogFields): void;
  error(message: LogMessage, fields?: LogFields): void;
}

/** The sentences of the log: a closed list, so that no message can carry a value. */
export type LogMessage =
  | 'listening'
  | 'request'
  | 'draining'
  | 'stopped'
  | 'worker replaced'
  | 'internal error'
  | 'refused'
  | 'store unavailable'
  | 'record server unavailable';

const FIELDS = [
  'route',
  'method',
  'status',
  'ms',
  'bytes',
  'code',
  'client',
  'patients',
  'count',
  'port',
  'worker',
] as const;

const only = (fields: LogFields): LogFields =>
  Object.fromEntries(FIELDS.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));

/** A log of one level; `to` is stderr where not given. */
export function makeLog(level: string, to?: DestinationStream): Log {
  const logger = pino({ level, base: { service: 'rxwhy' } }, to ?? pino.destination({ dest: 2, sync: false }));
  return {
    info: (message, fields = {}) => logger.info(only(fields), message),
    warn: (message, fields = {}) => logger.warn(only(fields), message),
    error: (message, fields = {}) => logger.error(only(fields), message),
  };
}
