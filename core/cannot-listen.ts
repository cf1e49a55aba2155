import { hasCode, PlaygroundError } from './playground-error.ts';

/** Says why a service does not listen: `ERR_PORT_TAKEN`, or `ERR_SERVICE_FAILED` for any other reason. */
export function cannotListen(service: string, error: Error, host: string, port: number): PlaygroundError {
  const place = `${service} cannot listen on ${host}:${port}`;
  return hasCode(error, 'EADDRINUSE')
    ? new PlaygroundError(
        'ERR_PORT_TAKEN',
        `${place}: another program has that port. Stop that program or choose another port.`,
        { cause: error },
      )
    : new PlaygroundError('ERR_SERVICE_FAILED', `${place}: ${error.message}.`, { cause: error });
}
