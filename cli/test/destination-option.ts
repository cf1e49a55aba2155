import path from 'node:path';
import { PlaygroundError } from '../../core/playground-error.ts';
import { kindOfName } from '../../verify/destinations/kind-of-name.ts';
import type { DestinationPlace } from '../../verify/destinations/open-destination.ts';
import { DESTINATIONS } from '../commands/verify-options.ts';

const WITH_KIND = /^([a-z]+):(.+)$/s;
/**
 * Where a command writes, as it is written: a place whose name tells its kind (`out.duckdb`), or a kind and a place
 * (`csv:out`).
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` where no kind is told, and for what cannot be made anew for each scenario
 */
export function destinationPlace(written: string): Pick<DestinationPlace, 'kind' | 'place'> {
  if (kindOfName(written) === 'postgres') throw notAnew(written);
  const [, word = '', named = ''] = WITH_KIND.exec(written) ?? [];
  const given = DESTINATIONS.find((kind) => kind === word);
  const kind = given ?? kindOfName(written);
  const place = given === undefined ? written : named;
  if (kind === undefined) throw unknownKind(written);
  return { kind, place: placeInFolder('--destination', place) };
}

/**
 * A path relative to the folder of a command.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for one that is not below it
 */
export function placeInFolder(option: string, place: string): string {
  const relative = path.normalize(place);
  if (!path.isAbsolute(relative) && relative !== '.' && !relative.startsWith('..')) return relative;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${option} ${place} is not below the folder. Each scenario has a copy of the folder, so that it begins without rows: let the command write below its own folder, and give that path.`,
  );
}

function unknownKind(written: string): PlaygroundError {
  const kinds = DESTINATIONS.filter((kind) => kind !== 'postgres');
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `--destination ${written}: its name does not tell what it is. Write its kind before it, as in csv:${written}; the kinds are ${kinds.join(', ')}.`,
  );
}

function notAnew(written: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `--destination ${written.split(':')[0]}:… is a server, which keeps the rows of one scenario for the next. Let the command write files in its folder: out.duckdb, or csv:out.`,
  );
}
