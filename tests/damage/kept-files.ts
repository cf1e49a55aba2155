/**
 * `made again`: the start makes the file again and its log names it. `taken over`: the same, and nobody need know.
 * `kept`: the file is used as it is. Else the start is refused with these words about the file, and the file stays.
 */
export type Outcome = 'made again' | 'taken over' | 'kept' | RegExp;

export interface Row {
  readonly file: string;
  /** What is well-formed and yet wrong: this text, or the content of that other file. */
  readonly wrong: string | { readonly like: string };
  readonly empty: Outcome;
  readonly cut: Outcome;
  readonly garbage: Outcome;
  readonly otherwise: Outcome;
  /** For a link that leads nowhere. */
  readonly dangling: Outcome;
  /** What the error says to remove, with the file itself. */
  readonly remedy?: readonly string[];
}

const again = {
  empty: 'made again',
  cut: 'made again',
  garbage: 'made again',
  otherwise: 'made again',
  dangling: 'made again',
} as const;
const LINK = /is a link to .*nowhere, which is not there/;

function named(otherwise: RegExp, damaged: RegExp) {
  return { empty: damaged, cut: damaged, garbage: damaged, otherwise, dangling: LINK };
}

const noKey = /is not a private key of OpenSSH/;
const KINDS = ['rsa', 'ecdsa', 'ed25519'] as const;
const otherKind = (kind: string) => (kind === 'rsa' ? 'ecdsa' : 'rsa');

export const ROWS: readonly Row[] = [
  {
    file: '.gitignore',
    wrong: '*.log\n',
    ...again,
    // Whatever it says is somebody's wish.
    garbage: 'kept',
    otherwise: 'kept',
    empty: 'taken over',
  },
  // Half a number is one, too, and names nobody.
  { file: 'playground.pid', wrong: '999999999 1\n', ...again, cut: 'taken over', otherwise: 'taken over' },
  { file: 'endpoints.json', wrong: '{"api":{"url":"nowhere","credentials":{}}}', ...again },
  { file: 'truth.json', wrong: '{"seed":"42"}', ...again },
  { file: 'control.json', wrong: '{"url":"here"}', ...again },
  { file: 'certificates/client.pem', wrong: { like: 'certificates/ca.crt' }, ...again },
  {
    file: 'certificates/ca.key',
    wrong: { like: 'other/certificates/ca.key' },
    ...named(/does not belong to/, /is not a private key in PEM/),
    remedy: ['certificates/ca.crt'],
  },
  {
    file: 'certificates/ca.crt',
    wrong: { like: 'other/certificates/ca.crt' },
    ...named(/does not belong to/, /is not a certificate in PEM/),
  },
  ...KINDS.map((kind) => ({
    file: `bastion/host-${kind}`,
    wrong: { like: `bastion/host-${otherKind(kind)}` },
    ...named(/is a key of type/, noKey),
  })),
  ...KINDS.flatMap((kind) => [`${kind}`, `${kind}-encrypted`]).flatMap((name): Row[] => {
    const file = `bastion/keys/${name}`;
    const isEncrypted = name.endsWith('-encrypted');
    return [
      {
        file,
        wrong: { like: isEncrypted ? file.replace('-encrypted', '') : `bastion/keys/${otherKind(name)}` },
        ...named(isEncrypted ? /is not encrypted/ : /is a key of type/, noKey),
        remedy: [`${file}.pem`, `${file}.pub`],
      },
      {
        file: `${file}.pem`,
        wrong: { like: isEncrypted ? `${file.replace('-encrypted', '')}.pem` : `other/${file}.pem` },
        ...named(/is another key/, /is not a private key in PEM/),
      },
      {
        file: `${file}.pub`,
        wrong: { like: `other/${file}.pub` },
        ...named(/is not the public key of/, /is not the public key of/),
      },
    ];
  }),
];
