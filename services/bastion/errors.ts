import { hasCode, PlaygroundError } from '../../core/playground-error.ts';

export function malformedTarget(part: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `'${part}' is not a target of the bastion. Write HOST:PORT=REALHOST:REALPORT, or HOST:PORT alone.`,
  );
}

export function unreadableKey(path: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `bastion cannot read the key in ${path}: the file is damaged, or was made with another passphrase. Give the passphrase it was made with, or delete the folder to have new keys.`,
    { cause },
  );
}

/** Says why the bastion does not listen: `ERR_PORT_TAKEN`, or `ERR_SERVICE_FAILED` for any other reason. */
export function cannotListen(error: Error, host: string, port: number): PlaygroundError {
  const place = `bastion cannot listen on ${host}:${port}`;
  return hasCode(error, 'EADDRINUSE')
    ? new PlaygroundError(
        'ERR_PORT_TAKEN',
        `${place}: another program has that port. Stop that program or choose another port.`,
        { cause: error },
      )
    : new PlaygroundError('ERR_SERVICE_FAILED', `${place}: ${error.message}.`, { cause: error });
}
