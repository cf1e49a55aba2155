import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import { directoryOption } from './directory-option.ts';
import { listOf } from './list-option.ts';
import type { DirectoryOptions } from './running.ts';
import { type VenvOptions, venvOption } from './venv-option.ts';
import { wholeNumber } from './whole-number.ts';
import { worldOption } from './world-option.ts';

/** What `playground run` was asked for, as commander gives it. */
export interface RunOptions extends DirectoryOptions, VenvOptions {
  readonly all?: boolean;
  readonly only?: readonly string[];
  readonly jobs: number;
  readonly as?: string;
  readonly syncs?: number;
  readonly timeout: number;
  readonly keep?: boolean;
  readonly values: boolean;
  readonly allowEmpty?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

export const runOptions: readonly Option[] = [
  directoryOption(),
  worldOption(),
  new Option('--all', 'run every connector below the folder that is a known public example'),
  new Option('--only <list>', 'with --all: only connectors with one of these in their path: keyset,cursors/*')
    .argParser(listOf)
    .implies({ all: true }),
  new Option('--jobs <number>', 'with --all: how many connectors run at once')
    .default(availableParallelism(), 'one for each processor')
    .argParser(wholeNumber(1, 64)),
  new Option(
    '--as <example>',
    "treat the folder as a copy of this public example, or as none with 'own' (default: by its code)",
  ).conflicts('all'),
  venvOption(),
  new Option(
    '--syncs <number>',
    'how often to sync (default: as often as something is expected, or twice)',
  ).argParser(wholeNumber(1, 1000)),
  new Option('--timeout <seconds>', 'how long a sync may take')
    .default(600)
    .argParser(wholeNumber(1, 86_400)),
  new Option('--keep', 'keep the folder in which a connector was run'),
  new Option('--no-values', 'compare only how many rows the tables have, not what is in them'),
  new Option('--allow-empty', 'let a connector of your own succeed that leaves no rows').conflicts('all'),
  new Option('--quiet', 'show the log of the connector only where it failed, and only its end').conflicts(
    'all',
  ),
  new Option('--json', 'print the result as JSON; everything else goes to stderr'),
];
