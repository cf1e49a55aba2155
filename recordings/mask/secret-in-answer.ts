import { isSecretName } from '../../core/secret-names.ts';

/**
 * Names that are secrets in what a client sends, and mostly data in what a source answers: the key of an issue, the
 * code of a country, the `sid` of a call, the session of a visitor.
 */
const DATA_IN_ANSWERS: ReadonlySet<string> = new Set([
  ...['key', 'code', 'usercode', 'sid', 'appid', 'session', 'sessionid', 'sig', 'signature', 'hmac'],
  ...['pass', 'pw', 'otp', 'auth', 'assertion', 'cookie', 'projectkey', 'servicekey', 'customerkey'],
]);

/** Whether a field of an answer holds a secret: `access_token`, `refresh_token`, `client_secret`, `password`, … */
export function isSecretInAnswer(name: string): boolean {
  return isSecretName(name) && !DATA_IN_ANSWERS.has(name.toLowerCase().replaceAll(/[^a-z\d]/g, ''));
}
