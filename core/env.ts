import { PlaygroundError } from './playground-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a whole number from an environment variable; names the variable when it is not one. */
export function integerFrom(env: Environment, variable: string, fallback: number): number {
  const text = env[variable];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new PlaygroundError('ERR_BAD_OPTION', `${variable} must be a whole number, but is '${text}'.`);
  }
  return value;
}

/** Reads text from an environment variable; an empty one counts as not set. */
export function textFrom(env: Environment, variable: string, fallback: string): string {
  return env[variable] || fallback;
}
