import { MASK, maskValues } from './mask-values.ts';

/**
 * What the names of secrets, hidden names and addresses with a password have in them; most texts have none of it.
 * `keyset` is a way to page.
 */
const SUSPECT =
  /[%@]|key(?!set)|token|pass|pwd|pw=|otp|secret|cred|sig|hmac|jwt|assert|saml|identified|auth|bearer|cookie|code|appid|connection|sess|sid|hook|\/services\/|\/bot\d|eyj|AKIA|ASIA|[spr]k_|gh[opsur]_|xox|glpat|AIza|SG\.|ya29/i;

const USER_INFO = /(:\/\/)[^/?#\s"'<>]*@/g;
const ENCODED_USER_INFO =
  /(%(?:25)*3a%(?:25)*2f%(?:25)*2f)(?:[^/?#&%\s]|%(?!(?:25)*(?:2f|40|3f|23|26)))*%(?:25)*40/gi;
/** In authority-form, as CONNECT has it, no scheme stands before. In other texts it may be an address of mail. */
const LEADING_USER_INFO = /^[^/?#\s"']*@/;
/** Some addresses are secrets themselves: webhooks, those of Slack and Telegram, and what a token is worth. */
const SECRET_PATH =
  /((?:\/|%(?:25)*2f)(?:webhooks?|hooks?|access-tokens|refresh-tokens)(?:\/|%(?:25)*2f))[^?#&;\s"']+/gi;
const SLACK_PATH = /((?:\/|%(?:25)*2f)services(?:\/|%(?:25)*2f)T)\w[^?#&;\s"']*/gi;
const TELEGRAM_BOT = /(\/bot\d{1,20}(?::|%3a))[\w-]+/gi;
/** Keys that say themselves what they are. */
const HAS_KEY = /eyJ|AKIA|ASIA|[spr]k_|gh[opsur]_|github_pat_|xox|glpat-|AIza|SG\.|ya29\./;
const WORD = /[\w.-]+/g;
const KEY =
  /^(?:eyJ[\w-]*\.[\w-]+(?:\.[\w-]*)?|(?:AKIA|ASIA)[A-Z\d]{8,}|[spr]k_(?:live|test)_\w{4,}|gh[opsur]_\w{8,}|github_pat_\w{8,}|xox[a-z]-[\w-]{4,}|glpat-[\w-]{8,}|AIza[\w-]{20,}|SG\.[\w.-]{16,}|ya29\.[\w.-]{8,})/;

/**
 * A URL, or a path with a query, as it may be written into a log: what is a secret is `***`, and all else is to the
 * letter what it was. Secrets are the values of parameters that are called so (`client_secret`, `access_token`,
 * `api_key`, `X-Amz-Signature`, …), also in a URL or in JSON within a parameter; the user info of an address; the
 * paths of webhooks; and keys that say what they are (`eyJ…`, `AKIA…`, `ghp_…`). An empty value stays empty: that it
 * was missing is what somebody looks for.
 *
 * Every request passes here: one look where nothing is suspect, and a cost that is linear where something is.
 */
export function maskSecrets(url: string): string {
  return SUSPECT.test(url) ? masked(url.replace(LEADING_USER_INFO, `${MASK}@`)) : url;
}

/** What SQL gives without a sign between: `PASSWORD '…'`, `SECRET_ACCESS_KEY AS '…'`. One that does not end is one too. */
const SQL_VALUE =
  /(password|identified\s+by|credentials|secret_access_key|access_key_id|session_token|symmetric_key)(\s+(?:as\s+)?)(?:e?'(?:[^'\\]|''|\\[\s\S])*(?:'|$)|\$\$[^$]*)/gi;
const HEADER = /\b(authorization|cookie|x-api-key|api-key)(["']?\s{0,8}:\s{0,8}["']?)(?:[^\r\n"'\\]|\\.)+/gi;
const BEARER = /\b(bearer\s+)[\w.~+/-]+/gi;

/**
 * The same for any other text that may quote what a client sent: a URL, the message of an error, its stack, SQL. A
 * {@link Logger} does it for all fields of all events.
 */
export function maskSecretsInText(text: string): string {
  return SUSPECT.test(text) ? maskedText(text) : text;
}

/** Both: what was asked for may be a URL, an authority or a statement. */
export function maskSecretsInTarget(target: string): string {
  return SUSPECT.test(target) ? maskedText(target.replace(LEADING_USER_INFO, `${MASK}@`)) : target;
}

function maskedText(text: string): string {
  return masked(
    text
      .replaceAll(SQL_VALUE, `$1$2'${MASK}'`)
      .replaceAll(HEADER, `$1$2${MASK}`)
      .replaceAll(BEARER, `$1${MASK}`),
  );
}

function masked(text: string): string {
  const plain = text
    .replaceAll(USER_INFO, `$1${MASK}@`)
    .replaceAll(ENCODED_USER_INFO, `$1${MASK}%40`)
    .replaceAll(SECRET_PATH, `$1${MASK}`)
    .replaceAll(SLACK_PATH, `$1${MASK}`)
    .replaceAll(TELEGRAM_BOT, `$1${MASK}`);
  return maskKeys(maskValues(plain));
}

/** Masks only the keys that say what they are: `eyJ…`, `AKIA…`, `ghp_…`. For texts in which a name says nothing. */
export function maskKeys(text: string): string {
  return HAS_KEY.test(text) ? text.replaceAll(WORD, (word) => (KEY.test(word) ? MASK : word)) : text;
}
