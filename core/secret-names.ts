/** Names whose values let somebody in, in small letters and without what separates words. */
const SECRET = new RegExp(
  [
    '(?:^|api|access|secret|auth|app|application|subscription|license|private|account|shared|master|developer|client)key$',
    '(?:consumer|customer|encryption|signing|session|symmetric|ssh|storage|functions?|webhook|service|project)key$',
    '^awsaccesskeyid$|^accesskeyid$|^appid$|connectionstring$',
    // Not the places in a list, which happen to be called tokens too.
    '(?<!page|next|continuation|continue|sync|cursor|scroll|start)token$|tokenhint$',
    'password|passwd|passphrase|passcode|^pwd$|^pass$|^pw$|^otp$|secret|credentials?$',
    '^sig$|signature$|^hmac$|^jwt$|assertion$|^samlresponse$|authorization$|^auth$|^bearer$|cookie$',
    '^(?:auth|authorization|device|user)?code$|^codeverifier$',
    'sess(?:ion)?id$|^sid$|^connectsid$|^session$',
  ].join('|'),
);

/** Whether the values of a parameter, a field or a header of this name are secrets: `client_secret`, `X-Api-Key`, … */
export function isSecretName(name: string): boolean {
  return SECRET.test(name.toLowerCase().replaceAll(/[^a-z\d]/g, ''));
}
