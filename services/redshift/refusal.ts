import { type Message, presentMessage } from './message.ts';
import { presentError } from './report.ts';

/** Why a client is not let in, and the ErrorResponse that tells it so. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** SQLSTATE, as in appendix A of PostgreSQL's documentation. */
  readonly code: string;
  readonly answer: Buffer;

  constructor(code: string, message: string, answer = presentError({ severity: 'FATAL', code, message })) {
    super(message);
    this.code = code;
    this.answer = answer;
  }
}

export const tlsRequired = () =>
  new Refusal(
    '28000',
    'connections without TLS are refused: switch it on in the client (sslmode=verify-full, ssl=True) and trust the certificate authority of the endpoints',
  );

export const wrongPassword = (user: string) =>
  new Refusal('28P01', `password authentication failed for user "${user}"`);

export const noSuchDatabase = (database: string) =>
  new Refusal('3D000', `database "${database}" does not exist`);

export const noUserName = () => new Refusal('28000', 'no PostgreSQL user name specified in startup packet');

export const tooManyClients = () => new Refusal('53300', 'sorry, too many clients already');

export const protocolViolation = (what: string) => new Refusal('08P01', what);

export const unsupportedProtocol = (version: string) =>
  new Refusal('0A000', `unsupported frontend protocol ${version}: server supports 3.0 to 3.0`);

/** The peer went away, so nobody reads the answer; but the log does. */
export const hungUp = () => new Refusal('08006', 'the connection was closed before the login was complete');

export const databaseUnreachable = (place: string, reason: string) =>
  new Refusal('08006', `the database behind this server at ${place} cannot be used: ${reason}`);

/** The database's own words, passed on as they are. */
export function refusedByDatabase({ type, body }: Message): Refusal {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .map((field) => [field[0], field.slice(1)]),
  );
  return new Refusal(fields.get('C') ?? 'XX000', fields.get('M') ?? '', presentMessage(type, body));
}
