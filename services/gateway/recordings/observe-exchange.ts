import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../core/clock.ts';
import { fieldsOf } from '../../../recordings/exchange.ts';
import type { Recording } from '../../../recordings/recording.ts';
import { withoutHopByHop } from '../hop-by-hop.ts';
import type { Observer } from '../relay.ts';
import type { RequestTarget } from '../request-target.ts';
import { collectBody } from './collect-body.ts';
import { canUnpack, unpack } from './unpack.ts';

interface Means {
  readonly recording: Recording;
  readonly clock: Clock;
}

/** Takes down an exchange that is relayed to a real host, once its answer is whole. */
export function observeExchange(
  { recording, clock }: Means,
  request: IncomingMessage,
  target: RequestTarget,
): Observer {
  const { bodyBytes } = recording.bounds;
  const startedAt = clock();
  const begun = performance.now();
  let sent = begun;
  request.once('end', () => {
    sent = performance.now();
  });
  const asked = collectBody(request, bodyBytes);
  const url = `${target.scheme}://${target.authority}${target.path}`;
  const name = `${request.method} ${target.scheme}://${target.authority}${target.path.split('?', 1)[0]}`;
  return {
    accepts: (coding) => canUnpack(coding),
    answered(answer) {
      const answeredAt = performance.now();
      const given = collectBody(answer, bodyBytes);
      answer.once('close', () => {
        const ended = performance.now();
        const timings = {
          send: sent - begun,
          wait: Math.max(answeredAt - sent, 0),
          receive: ended - answeredAt,
        };
        if (!answer.complete) return recording.leaveOut(name, 'the answer broke off');
        recording.take(name, async () => {
          const [body, answerBody] = await Promise.all([
            unpackedBody(asked.body, request, bodyBytes),
            unpackedBody(given.body, answer, bodyBytes),
          ]);
          const { statusCode = 0, statusMessage = '' } = answer;
          return {
            startedAt,
            timings,
            request: {
              method: request.method ?? '',
              url,
              fields: fieldsOf(withoutHopByHop(request.rawHeaders)),
              body,
            },
            response: {
              status: statusCode,
              reason: statusMessage,
              fields: fieldsOf(answer.rawHeaders),
              body: answerBody,
            },
          };
        });
      });
    },
  };
}

/** @throws Error that says why a body is not kept */
async function unpackedBody(
  body: Buffer | undefined,
  { headers }: IncomingMessage,
  mostBytes: number,
): Promise<Buffer> {
  if (body === undefined) throw new Error(`a body has more than ${mostBytes} bytes`);
  return unpack(body, headers['content-encoding'] ?? '', mostBytes);
}
