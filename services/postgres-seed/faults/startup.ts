import { endOf, textAt } from './asked-statements.ts';

/** With what a client begins a session. */
export interface Startup {
  readonly user: string;
  readonly database: string;
  readonly application: string;
}

/** Codes in the place of a version (PostgreSQL, "Message Formats"). */
export const CANCEL_REQUEST = 80_877_102;
export const SSL_REQUEST = 80_877_103;
export const GSS_REQUEST = 80_877_104;

/** Of the message: its length and the version. */
const HEAD = 8;

/** Reads a StartupMessage: names and values in turn. */
export function readStartup(message: Buffer): Startup {
  const parameters = new Map<string, string>();
  let place = HEAD;
  while (place < message.length && message[place] !== 0) {
    const value = endOf(message, place);
    parameters.set(textAt(message, place), textAt(message, value));
    place = endOf(message, value);
  }
  const user = parameters.get('user') ?? '';
  return {
    user,
    database: parameters.get('database') ?? user,
    application: parameters.get('application_name') ?? '',
  };
}
