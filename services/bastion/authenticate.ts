import ssh2, {
  type AuthContext,
  type ParsedKey,
  type PasswordAuthContext,
  type PublicKeyAuthContext,
} from 'ssh2';
import { isSameSecret } from '../../core/same-secret.ts';
import type { ErrorCode } from './error-code.ts';
import type { BastionOptions } from './options.ts';

/** `probe`: the client asks whether a key would do, and has not signed yet (RFC 4252, section 7). */
type Verdict =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'probe' }
  | { readonly outcome: 'refused'; readonly reason: string; readonly code: ErrorCode };

/** Judges one attempt to log in. */
export type Authenticate = (attempt: AuthContext) => Verdict;

/** @param publicKeys lines of an `authorized_keys` file, any of which `key.user` may log in with */
export function createAuthenticate(
  { password, key }: Pick<BastionOptions, 'password' | 'key'>,
  publicKeys: readonly string[],
): Authenticate {
  const authorized = publicKeys.map((line) => ssh2.utils.parseKey(line) as ParsedKey);

  // Both are always compared, so that an unknown user takes as long as a wrong password.
  const judgePassword = (attempt: PasswordAuthContext): Verdict => {
    const isUser = isSameSecret(attempt.username, password.user);
    const isPassword = isSameSecret(attempt.password, password.password);
    return isUser && isPassword ? ACCEPTED : refused('wrong user or password', 'wrong_password');
  };

  const judgeKey = (attempt: PublicKeyAuthContext): Verdict => {
    const offered = authorized.find((candidate) => candidate.getPublicSSH().equals(attempt.key.data));
    if (!isSameSecret(attempt.username, key.user) || !offered)
      return refused('unknown user or key', 'unknown_key');
    if (!attempt.signature) return PROBE;
    return isSigned(attempt.blob, attempt.signature, offered, attempt.hashAlgo)
      ? ACCEPTED
      : refused('the signature was not made with this key', 'bad_signature');
  };

  return (attempt) => {
    if (attempt.method === 'password') return judgePassword(attempt);
    if (attempt.method === 'publickey') return judgeKey(attempt);
    return refused(`no logins by ${attempt.method}`, 'unsupported_method');
  };
}

const ACCEPTED: Verdict = { outcome: 'accepted' };
const PROBE: Verdict = { outcome: 'probe' };

function refused(reason: string, code: ErrorCode): Verdict {
  return { outcome: 'refused', reason, code };
}

/** `hash` tells rsa-sha2-256 and rsa-sha2-512 (RFC 8332) from ssh-rsa, which is SHA-1 and has none. */
function isSigned(
  blob: Buffer | undefined,
  signature: Buffer,
  key: ParsedKey,
  hash: string | undefined,
): boolean {
  // ssh2 returns an error where a signature cannot be one, so anything but true is a refusal.
  return blob !== undefined && key.verify(blob, signature, hash) === true;
}
