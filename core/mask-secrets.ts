const MASK = '***';

/** Names whose values let somebody in, in small letters and without what separates words. */
const SECRET = new RegExp(
  [
    '(?:^|api|access|secret|auth|app|application|subscription|license|private|account|shared|master|developer|client)key$',
    '^awsaccesskeyid$|^appid$',
    // Not the places in a list, which happen to be called tokens too.
    '(?<!page|next|continuation|continue|sync|cursor|scroll|start)token$',
    'password|passwd|passphrase|passcode|^pwd$|^pass$|secret|credentials?$',
    '^sig$|signature$|^hmac$|^jwt$|assertion$|^samlresponse$|^authorization$',
    '^(?:auth|authorization|device|user)?code$|^codeverifier$',
  ].join('|'),
);

const USER_INFO = /^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i;
/** Some interfaces have what a token is worth at an address of its own. */
const TOKEN_IN_PATH = /(\/(?:access|refresh)-tokens\/)[^/?#]+/gi;
const PARAMETER = /([?&#])([^=&?#]*)=([^&#]+)/g;

/**
 * A URL, or a path with a query, as it may be written into a log: the values of parameters that are secrets
 * (`client_secret`, `access_token`, `api_key`, `X-Amz-Signature`, …) are `***`, and all else is to the letter what it
 * was. An empty value stays empty: that it was missing is what somebody looks for.
 */
export function maskSecrets(url: string): string {
  const end = url.search(/[?#]/);
  const [path, rest] = end === -1 ? [url, ''] : [url.slice(0, end), url.slice(end)];
  return (
    path.replace(USER_INFO, `$1${MASK}@`).replaceAll(TOKEN_IN_PATH, `$1${MASK}`) +
    rest.replaceAll(PARAMETER, (parameter, before: string, name: string) =>
      isSecret(name) ? `${before}${name}=${MASK}` : parameter,
    )
  );
}

function isSecret(name: string): boolean {
  return SECRET.test(
    decoded(name)
      .toLowerCase()
      .replaceAll(/[^a-z\d]/g, ''),
  );
}

/** As far as it can be: a name need not be well-formed to be sent. */
function decoded(name: string): string {
  return name.replaceAll(/%[\da-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
