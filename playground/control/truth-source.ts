import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { ControlError } from '../../core/control/control-error.ts';
import type { ControlSubject } from '../../core/control/control-page.ts';
import { controlPageOf } from '../../core/control/control-pages.ts';
import type { Pieces } from '../../core/control/send-pieces.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { type PlaygroundOptions, parseSettings } from '../options.ts';
import { toldOf } from '../told-of.ts';
import { worldOf } from '../world-of.ts';
import { truthPages } from './truth-pages.ts';

/** Whoever can be asked what the world holds, by the paths of `GET /_playground/truth`. */
export interface TruthSource {
  /** @throws PlaygroundError `ERR_BAD_OPTION` for what is asked wrongly, `ERR_SERVICE_FAILED` */
  read(path: string): Promise<Pieces>;
}

/** The playground that answers at a URL. */
export function runningTruth(controlUrl: string): TruthSource {
  return {
    async read(path) {
      const response = await fetch(`${controlUrl}${path}`).catch((cause: unknown) => {
        throw new PlaygroundError(
          'ERR_SERVICE_FAILED',
          `The playground does not answer at ${controlUrl}. Stop it and start it again.`,
          { cause },
        );
      });
      if (response.ok && response.body) return Readable.fromWeb(response.body as ReadableStream);
      const { error } = (await response.json().catch(() => ({}))) as { error?: string };
      throw refusal(response.status, error ?? `${controlUrl}${path} was answered with ${response.status}.`);
    },
  };
}

/**
 * The world that a playground with these options would show when it starts; nothing is started.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION`
 */
export function truthOfOptions(options: PlaygroundOptions): TruthSource {
  const settings = parseSettings(options);
  const { clock } = settings;
  const world = worldOf(settings);
  const subject: ControlSubject = {
    services: [],
    pages: truthPages({ world, truth: () => toldOf(settings), clock }),
    health: () => ({ status: 'ok' }),
    reset: () => undefined,
  };
  return {
    async read(url) {
      const found = controlPageOf(subject, { method: 'GET', url });
      if (found === undefined) throw refusal(404, `There is no ${url}.`);
      const { searchParams: query } = new URL(url, 'http://localhost');
      try {
        const asked = { query, accept: '', parts: found.parts, body: async () => '' };
        const { pieces, body } = await found.page.answer(subject, asked);
        return pieces ?? [JSON.stringify(body)];
      } catch (error) {
        if (error instanceof ControlError) throw refusal(error.status, error.message);
        throw error;
      }
    },
  };
}

function refusal(status: number, message: string): PlaygroundError {
  return new PlaygroundError(status < 500 ? 'ERR_BAD_OPTION' : 'ERR_SERVICE_FAILED', message);
}
