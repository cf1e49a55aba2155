import { inspect } from 'node:util';
import { PlaygroundError } from '../../core/playground-error.ts';
import { DEFAULT_WORLD, isWorldName } from '../../core/worlds/world-name.ts';
import { LIVING, STILL } from '../../fixtures/living/world-plan.ts';
import { manifestOf, serviceNames } from '../manifests.ts';

/**
 * A name that a further world can have.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that says what a name may be
 */
export function parseWorldName(name: unknown): string {
  if (typeof name !== 'string' || !isWorldName(name)) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The name of a world has 1 to 31 lower-case letters, digits and hyphens, of which the first is a letter, but is ${inspect(name)}.`,
    );
  }
  if (name === DEFAULT_WORLD) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `'${DEFAULT_WORLD}' is the world of the playground itself. Give another one another name.`,
    );
  }
  if (name === STILL || name === LIVING) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `'${name}' is how a world lives. Give the world another name, and say how it lives with preset.`,
    );
  }
  const service = serviceNames.find((known) => manifestOf(known).reservedNames?.includes(name));
  if (service !== undefined) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `The name '${name}' means something else to ${service}. Give the world another one.`,
    );
  }
  return name;
}
