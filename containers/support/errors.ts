import { PlaygroundError } from '../../core/playground-error.ts';

export function noEngine(cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_NO_ENGINE',
    'No container engine answers. Start one (Docker, Podman, …), or say where it is in DOCKER_HOST.',
    { cause },
  );
}

export function noImage(image: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_NO_IMAGE',
    `There is no image ${image} here, and it cannot be pulled: ${messageOf(cause)}. ` +
      'Build it in a clone of connector-playground (docs/testcontainers.md says how), or give the name it has.',
    { cause },
  );
}

export function didNotStart(image: string, lastWords: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `A container of ${image} did not become ready: ${messageOf(cause)}.${quoted(lastWords)}`,
    { cause },
  );
}

export function announcedNothing(name: string, lastWords: string, cause: unknown): PlaygroundError {
  return new PlaygroundError(
    'ERR_SERVICE_FAILED',
    `The container ${name} has announced no endpoints.${quoted(lastWords)}`,
    { cause },
  );
}

function quoted(lastWords: string): string {
  return lastWords === '' ? '' : ` Its last words:\n${lastWords}`;
}

function messageOf(cause: unknown): string {
  return String((cause as Partial<Error>).message ?? cause).replace(/[\s.]+$/, '');
}
