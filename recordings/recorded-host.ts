import { PlaygroundError } from '../core/playground-error.ts';

/** Where a host is that its name does not lead to. */
interface HostAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** A host that is recorded. */
export interface RecordedHost {
  /** `api.example.com`, or with `*` for any text. */
  readonly host: string;
  /** Left out: where its name leads to. */
  readonly to?: HostAddress;
}

const TO = /^(?:(https?):\/\/)?(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})\/?$/i;

/**
 * Reads `api.example.com`, `*.example.com`, `api.example.com=127.0.0.1:3000` or `api.example.com=https://localhost:3443`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION`
 */
export function parseRecordedHost(text: string): RecordedHost {
  const [host = '', ...rest] = text.split('=');
  if (host === '' || /[/:?#@\s]/.test(host)) throw refused(text);
  if (rest.length === 0) return { host };
  const [, scheme = 'http', address = '', digits = ''] = TO.exec(rest.join('=')) ?? [];
  const port = Number(digits);
  if (address === '' || port < 1 || port > 65_535) throw refused(text);
  return {
    host,
    to: { host: address.replaceAll(/[[\]]/g, ''), port, tls: scheme.toLowerCase() === 'https' },
  };
}

function refused(text: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `'${text}' is not a host to record. Write a name, as in api.example.com or *.example.com; or where it is, as in ` +
      'api.example.com=127.0.0.1:3000 or api.example.com=https://localhost:3443.',
  );
}
