import { Replay } from '../../../recordings/replay/replay.ts';
import type { GatewayOptions } from '../options.ts';
import type { Route } from '../route-table.ts';
import { answerRecorded } from './answer-recorded.ts';

/** Routes that answer from recordings. Each has made no answer yet: a new one begins the recording again. */
export function replayRoutes({
  replays,
  replayIgnore,
}: Pick<GatewayOptions, 'replays' | 'replayIgnore'>): Route[] {
  const replay = new Replay(replays, replayIgnore);
  return replay.hosts.map((name): Route => {
    const { hostname, port } = new URL(`http://${name}`);
    return {
      kind: 'replay',
      host: hostname.replaceAll(/[[\]]/g, ''),
      ...(port !== '' && { port: Number(port) }),
      answer: (request, response, target) => void answerRecorded(replay, request, response, target),
    };
  });
}
