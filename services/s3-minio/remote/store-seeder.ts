import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../core/clock.ts';
import type { ControlNames } from '../../../core/control/control-names.ts';
import { refuseControl } from '../../../core/control/refuse-control.ts';
import { listen } from '../../../core/http-listener.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Running } from '../../../core/service.ts';
import type { S3Endpoints } from '../endpoints.ts';
import { isS3Error } from '../errors.ts';
import { RESET_PATH } from '../reset-path.ts';
import { authenticate } from '../signature/authenticate.ts';
import { parseWireRequest } from '../wire-request.ts';
import { restoreStore, type S3Seed, seedStore } from './seed-store.ts';

interface SeederOptions extends ControlNames {
  readonly port: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Seeds a store that runs elsewhere, and stays to reset it: nobody else knows what it was seeded with. A reset is
 * asked for as of the embedded store, by a signed POST; `GET /_playground/health` says that the seed is there.
 */
export async function openStoreSeeder(
  store: S3Endpoints,
  seed: S3Seed,
  { host, serverNames = [], port, clock, logger }: SeederOptions,
): Promise<Running<S3Endpoints>> {
  await seedStore(store, seed);
  let resets: Promise<void> = Promise.resolve();
  /** One after the other: two at once would delete what the other puts back. */
  const reset = (): Promise<void> => {
    resets = resets.catch(() => undefined).then(() => restoreStore(store, seed));
    return resets;
  };
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = `${message.method} ${message.url}`;
    const refusal = refuseControl(message.headers, { host, serverNames });
    if (refusal) return end(response, refusal.status, refusal.message);
    if (asked === 'GET /_playground/health') return end(response, 200, 'ok');
    if (asked !== `POST ${RESET_PATH}`) return end(response, 404, `There is only POST ${RESET_PATH} here.`);
    authenticate(parseWireRequest(message), store, clock());
    await reset();
    end(response, 204);
  };
  const { url, close } = await listen(
    's3',
    (message, response) => {
      message.resume();
      answer(message, response).catch((error: unknown) => {
        logger('s3.reset-failed', { reason: String(error) });
        if (isS3Error(error)) end(response, error.status, error.message);
        else end(response, 500, 'The store could not be reset; the log says why.');
      });
    },
    { host, port },
  );
  return { endpoints: { ...store, resetUrl: `${url}${RESET_PATH}` }, reset, close };
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text && `${text}\n`);
}
