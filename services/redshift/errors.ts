import { hasCode, PlaygroundError } from '../../core/playground-error.ts';

/** What can go wrong for whoever starts the door. What its clients are told stands in `refusal.ts`. */

export function missingSetting(variable: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', `redshift cannot start without ${variable}. Set it.`);
}

export function unreadableFile(path: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `redshift cannot read ${path}. Give the path of a file in PEM.`,
    { cause },
  );
}

export function unusableCertificate(cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    'redshift cannot use its certificate: tls.key and tls.cert must be PEM texts that belong together.',
    { cause },
  );
}

/** Says why the door does not listen: `ERR_PORT_TAKEN`, or `ERR_SERVICE_FAILED` for any other reason. */
export function cannotListen(error: Error, host: string, port: number): PlaygroundError {
  const place = `redshift cannot listen on ${host}:${port}`;
  return hasCode(error, 'EADDRINUSE')
    ? new PlaygroundError(
        'ERR_PORT_TAKEN',
        `${place}: another program has that port. Stop that program or choose another port.`,
        { cause: error },
      )
    : new PlaygroundError('ERR_SERVICE_FAILED', `${place}: ${error.message}.`, { cause: error });
}
