import { type Logger, silentLogger } from './logger.ts';
import { parseList } from './parse-list.ts';
import { PlaygroundError } from './playground-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'PLAYGROUND_';

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

/**
 * The settings of a program in its environment: `PLAYGROUND_…` (docs/settings.md).
 *
 * The names of version 0.1 are accepted until version 0.3: the name without the prefix, where no other is given. Each
 * is an event of the log, with the name that it has now. Both names with different values are refused.
 */
export class EnvironmentSettings {
  readonly #env: Environment;
  readonly #logger: Logger;

  constructor(env: Environment, logger: Logger = silentLogger) {
    this.#env = env;
    this.#logger = logger;
  }

  /** @param formerly its name in version 0.1, which may have been the same */
  text(variable: string, fallback: string, formerly = withoutPrefix(variable)): string {
    return textFrom(this.#env, this.#nameInUse(variable, formerly), fallback);
  }

  integer(variable: string, fallback: number, formerly = withoutPrefix(variable)): number {
    return integerFrom(this.#env, this.#nameInUse(variable, formerly), fallback);
  }

  /** Items separated by commas; none by default. */
  list(variable: string, formerly = withoutPrefix(variable)): string[] {
    return this.parsed(variable, [], parseList, formerly);
  }

  /** What `parse` makes of the text; its RangeError becomes one that names the variable. */
  parsed<Value>(
    variable: string,
    fallback: Value,
    parse: (text: string) => Value,
    formerly = withoutPrefix(variable),
  ): Value {
    const name = this.#nameInUse(variable, formerly);
    const text = this.#env[name];
    if (!text) return fallback;
    try {
      return parse(text);
    } catch (cause) {
      throw badVariable(name, text, cause);
    }
  }

  #nameInUse(variable: string, formerly: string): string {
    const [value, before] = [this.#env[variable], this.#env[formerly]];
    if (formerly === variable || !before) return variable;
    if (value && value !== before) {
      throw new PlaygroundError(
        'ERR_BAD_OPTION',
        `${variable} and ${formerly}, its name in version 0.1, have different values. Set ${variable} alone.`,
      );
    }
    this.#logger('former_name', {
      variable: formerly,
      wayOut: `Set ${variable} instead: ${formerly} is accepted until version 0.3.`,
    });
    return formerly;
  }
}

/** An error that names a variable, its value and what is wrong with that. */
export function badVariable(name: string, text: string, cause: unknown): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', `${name} is '${text}'. ${(cause as Error).message}`, {
    cause,
  });
}

function withoutPrefix(variable: string): string {
  return variable.slice(PREFIX.length);
}
