import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { isSameSecret } from '../../core/same-secret.ts';

/** One login by SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677), as its client. */
export interface ScramLogin {
  readonly clientFirst: string;
  /**
   * @param serverFirst `r=nonce,s=salt,i=iterations`
   * @throws Error when that is not an answer to `clientFirst`
   */
  answer(serverFirst: string): Promise<ScramAnswer>;
}

interface ScramAnswer {
  readonly clientFinal: string;
  /** Whether the server, too, has shown that it knows the password. */
  isProvenBy(serverFinal: string): boolean;
}

const deriveKey = promisify(pbkdf2);
const KEY_BYTES = 32;
/** "n,,": no channel binding, and no other identity than the user's. */
const BINDING = 'n,,';

export function createScramLogin(
  user: string,
  password: string,
  nonce = randomBytes(18).toString('base64'),
): ScramLogin {
  const bare = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  return {
    clientFirst: BINDING + bare,
    async answer(serverFirst) {
      const { r: bothNonces = '', s: salt = '', i: iterations = '' } = attributesOf(serverFirst);
      if (!bothNonces.startsWith(nonce) || salt === '' || !/^[1-9]\d{0,6}$/.test(iterations)) {
        throw new Error('the server gave no valid SCRAM challenge');
      }
      const salted = await deriveKey(
        prepare(password),
        Buffer.from(salt, 'base64'),
        Number(iterations),
        KEY_BYTES,
        'sha256',
      );
      const withoutProof = `c=${Buffer.from(BINDING).toString('base64')},r=${bothNonces}`;
      const conversation = [bare, serverFirst, withoutProof].join();
      const clientKey = hmac(salted, 'Client Key');
      const storedKey = createHash('sha256').update(clientKey).digest();
      const proof = exclusiveOr(clientKey, hmac(storedKey, conversation));
      const signature = hmac(hmac(salted, 'Server Key'), conversation).toString('base64');
      return {
        clientFinal: `${withoutProof},p=${proof.toString('base64')}`,
        isProvenBy: (serverFinal) => isSameSecret(attributesOf(serverFinal)['v'] ?? '', signature),
      };
    },
  };
}

function attributesOf(message: string): Readonly<Record<string, string>> {
  return Object.fromEntries(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function exclusiveOr(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

/** SASLprep's mapping (RFC 4013, sections 2.1 and 2.2): other spaces are spaces, invisible characters are nothing. */
function prepare(password: string): string {
  return password
    .replace(/\p{Zs}/gu, ' ')
    .replace(/\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff/g, '')
    .normalize('NFKC');
}
