import { PlaygroundError } from '../../core/playground-error.ts';

export function malformedTarget(part: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `'${part}' is not a target of the bastion. Write HOST:PORT=REALHOST:REALPORT, or HOST:PORT alone.`,
  );
}

export function anotherPassphrase(path: string, remedy: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${path} is damaged, or was made with another passphrase. Give the passphrase it was made with. Or: ${remedy}`,
  );
}

export function aliasNotPossible(target: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${target} cannot stand for another address: OpenSSH resolves names itself. Give the target's container that name with withNetworkAliases(), or use 127.0.0.1.`,
  );
}

export function noTargets(): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    "A bastion without targets opens no tunnel. Name at least one with withTargets(), such as 'postgres:5432' or '127.0.0.1:5005=api:5001'.",
  );
}
