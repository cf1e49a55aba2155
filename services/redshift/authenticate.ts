import type { TLSSocket } from 'node:tls';
import { isSameSecret } from '../../core/same-secret.ts';
import { parseTexts, presentMessage } from './message.ts';
import type { RedshiftLogin } from './options.ts';
import { readMessage } from './read-message.ts';
import { noUserName, protocolViolation, wrongPassword } from './refusal.ts';

/** Content of AuthenticationCleartextPassword: the connection is encrypted already. */
const CLEARTEXT_PASSWORD = Buffer.from([0, 0, 0, 3]);

/** Asks the client for its password. @throws Refusal when it is not the right one, or the user is another */
export async function authenticate(
  client: TLSSocket,
  user: string | undefined,
  login: RedshiftLogin,
  maxBytes: number,
): Promise<void> {
  if (!user) throw noUserName();
  client.write(presentMessage('R', CLEARTEXT_PASSWORD));
  const { type, body } = await readMessage(client, maxBytes);
  if (type !== 'p') throw protocolViolation(`expected password response, got message type "${type}"`);
  const [password = ''] = parseTexts(body);
  // Both are compared always, so that the time does not tell which one is wrong.
  const isUser = isSameSecret(user, login.user);
  const isPassword = isSameSecret(password, login.password);
  if (!isUser || !isPassword) throw wrongPassword(user);
}
