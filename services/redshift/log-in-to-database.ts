import type { Socket } from 'node:net';
import { type Message, parseTexts, presentMessage, presentText } from './message.ts';
import type { RedshiftLogin } from './options.ts';
import { readMessage } from './read-message.ts';
import { refusedByDatabase } from './refusal.ts';
import { createScramLogin } from './scram.ts';

const MECHANISM = 'SCRAM-SHA-256';
const MAX_BYTES = 1_000_000;

/** The numbers of PostgreSQL's authentication messages. */
const OK = 0;
const SASL = 10;
const SASL_CONTINUE = 11;
const SASL_FINAL = 12;

/** Proves who we are to a database that has been sent a StartupMessage. @throws Refusal, Error */
export async function logInToDatabase(socket: Socket, { user, password }: RedshiftLogin): Promise<void> {
  const offer = await readAuthentication(socket);
  // What "trust" in pg_hba.conf does.
  if (offer.kind === OK) return;
  if (offer.kind !== SASL || !parseTexts(offer.content).includes(MECHANISM)) {
    throw new Error(`it asks for another authentication than ${MECHANISM}`);
  }
  const login = createScramLogin(user, password);
  socket.write(presentMessage('p', initialResponse(login.clientFirst)));
  const challenge = await expect(socket, SASL_CONTINUE);
  const answer = await login.answer(challenge.toString('utf8'));
  socket.write(presentMessage('p', Buffer.from(answer.clientFinal)));
  const proof = await expect(socket, SASL_FINAL);
  if (!answer.isProvenBy(proof.toString('utf8'))) throw new Error('it does not know the password itself');
  await expect(socket, OK);
}

/** SASLInitialResponse: mechanism, length, text. */
function initialResponse(text: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(Buffer.byteLength(text));
  return Buffer.concat([presentText(MECHANISM), size, Buffer.from(text)]);
}

async function expect(socket: Socket, kind: number): Promise<Buffer> {
  const answer = await readAuthentication(socket);
  if (answer.kind !== kind) throw new Error(`it answered ${answer.kind} where ${kind} was due`);
  return answer.content;
}

async function readAuthentication(socket: Socket): Promise<{ kind: number; content: Buffer }> {
  const message = await readFromDatabase(socket);
  if (message.type !== 'R' || message.body.length < 4) throw new Error('it does not speak PostgreSQL');
  return { kind: message.body.readInt32BE(0), content: message.body.subarray(4) };
}

/** The next message of the database. @throws Refusal in the database's own words if it is an ErrorResponse */
export async function readFromDatabase(socket: Socket): Promise<Message> {
  const message = await readMessage(socket, MAX_BYTES);
  if (message.type === 'E') throw refusedByDatabase(message);
  return message;
}
