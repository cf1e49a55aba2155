import { isDeepStrictEqual } from 'node:util';
import { type Command, Option } from 'commander';
import { badVariable } from '../../core/env.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { Terminal } from '../terminal.ts';

/**
 * A setting of the playground (docs/settings.md): an option and, where nobody types one, a variable. The setting
 * `postgresRows` is `--postgres-rows` and `PLAYGROUND_POSTGRES_ROWS`.
 */
export interface Setting {
  readonly option: Option;
  readonly variable: string;
  /** The option by its name of version 0.1. */
  readonly formerly: Option | undefined;
  /** The option for one item of a list: `--replay a.har` is an item of `--replays`. */
  readonly each: Option | undefined;
}

interface SettingParts {
  /** From the text of an option or a variable; of an option that comes again, from the value before too. */
  readonly parse?: (text: string, before?: never) => unknown;
  /** The flags of version 0.1, which are accepted until version 0.3. */
  readonly formerly?: string;
  /** The variable where it has another name than the option. */
  readonly variable?: string;
  /** The flags for one item, of a setting that is a list. It may come again, and a comma is part of the item. */
  readonly each?: string;
}

export function setting(
  flags: string,
  description: string,
  { parse, formerly, variable, each }: SettingParts = {},
): Setting {
  const option = new Option(flags, description);
  const former = formerly === undefined ? undefined : new Option(formerly).hideHelp();
  for (const each of former ? [option, former] : [option]) {
    if (parse) each.argParser(parse as (text: string, before: unknown) => unknown);
  }
  return {
    option,
    variable: variable ?? `PLAYGROUND_${option.name().toUpperCase().replaceAll('-', '_')}`,
    formerly: former,
    each: each === undefined ? undefined : itemOption(each, option),
  };
}

function itemOption(flags: string, list: Option): Option {
  return new Option(flags, `one more of ${list.long}`)
    .argParser((item: string, before: readonly string[] = []) => [...before, item])
    .hideHelp();
}

/**
 * What a command was given: by its options, and where there is none by variables.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` naming the variable, or both options of one setting that differ
 */
export function givenTo<Options>(
  command: Command,
  settings: readonly Setting[],
  terminal: Terminal,
): Options {
  const options: Record<string, unknown> = { ...command.opts() };
  for (const { option, variable, formerly, each } of settings) {
    const name = option.attributeName();
    const isTyped = command.getOptionValueSource(name) === 'cli';
    const former = formerly && options[formerly.attributeName()];
    if (formerly && former !== undefined) {
      if (isTyped && !isDeepStrictEqual(former, options[name])) throw contradiction(option, formerly);
      terminal.writeError(`Write ${option.long} instead: ${formerly.long} is accepted until version 0.3.\n`);
      options[name] = former;
    } else if (!isTyped && terminal.env[variable]) {
      options[name] = parsed(option, variable, terminal.env[variable]);
    }
    const items = each && (options[each.attributeName()] as readonly string[] | undefined);
    if (items)
      options[name] = [...new Set([...((isTyped && (options[name] as readonly string[])) || []), ...items])];
  }
  return options as Options;
}

function parsed(option: Option, variable: string, text: string): unknown {
  try {
    return option.parseArg ? option.parseArg(text, undefined as never) : text;
  } catch (cause) {
    throw badVariable(variable, text, cause);
  }
}

function contradiction(option: Option, formerly: Option): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${option.long} and ${formerly.long}, its name in version 0.1, have different values. Write ${option.long} alone.`,
  );
}
