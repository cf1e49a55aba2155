import { stat } from 'node:fs/promises';
import { servicesOf } from '../../connectors/example.ts';
import { exampleOf } from '../../connectors/examples.ts';
import { recognise } from '../../connectors/recognise.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { ServiceName } from '../../playground/manifests.ts';
import { serviceNameOf } from '../../playground/service-names.ts';
import type { Subject } from '../../trial/subject.ts';
import { type VenvOptions, venvOf } from '../commands/venv-option.ts';
import { isConnector } from '../run/find-connectors.ts';
import { findSdk } from '../run/find-sdk.ts';
import type { Terminal } from '../terminal.ts';
import { commandSubjects } from './command-subject.ts';
import { commandWords } from './command-words.ts';
import { destinationPlace, placeInFolder } from './destination-option.ts';
import { projectSubject } from './project-subject.ts';

/** Options of `playground test` that say what is tried. */
export interface SubjectOptions extends VenvOptions {
  readonly as?: string;
  readonly command?: string;
  readonly destination?: string;
  readonly state?: string;
  readonly services?: readonly string[];
  /** Seconds. */
  readonly timeout: number;
}

interface ChosenSubject {
  /** What its worlds have. */
  readonly services: readonly ServiceName[];
  /** Whether it listens at a port that two cannot have at once. */
  readonly isAlone: boolean;
  /** Whether its first sync must be one in which nothing goes wrong, which shows that it writes its destination. */
  readonly isFirstCalm: boolean;
  /**
   * Gives a new copy, which has never synced.
   *
   * @param signal ends everything
   */
  make(signal: AbortSignal): Promise<Subject>;
}

/** What a program of which nothing is known may read, besides public hosts by their names. */
const OF_AN_UNKNOWN: readonly ServiceName[] = ['api'];

/**
 * What is tried in a folder: a command where one is given, a connector of the Connector SDK otherwise.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for options that do not go together, and where there is neither
 */
export async function chooseSubject(
  folder: string,
  options: SubjectOptions,
  terminal: Terminal,
): Promise<ChosenSubject> {
  const given = options.services?.map(serviceNameOf);
  const limits = { env: terminal.env, timeoutMs: options.timeout * 1000 };
  if (options.command !== undefined) {
    await requireFolder(folder);
    const make = commandSubjects({
      ...{ folder, ...limits, venv: venvOf(options, terminal) },
      argv: commandWords(options.command),
      destination: destinationPlace(requireDestination(options)),
      state: options.state === undefined ? undefined : placeInFolder('--state', options.state),
    });
    return { services: withGateway(given ?? OF_AN_UNKNOWN), isAlone: false, isFirstCalm: true, make };
  }
  const alone = (['destination', 'state'] as const).find((option) => options[option] !== undefined);
  if (alone !== undefined) throw needsCommand(alone);
  if (!(await isConnector(folder))) throw noConnector(folder);
  const example = options.as === undefined ? (await recognise(folder))?.example : exampleOf(options.as);
  const sdk = await findSdk(terminal.env, venvOf(options, terminal));
  return {
    services: withGateway(given ?? (example ? servicesOf(example) : OF_AN_UNKNOWN)),
    isAlone: example?.listensOn !== undefined,
    isFirstCalm: false,
    make: (signal) => projectSubject({ folder, example, sdk, ...limits, signal }),
  };
}

/** `fivetran debug` asks the package index before each sync, and tries again for half a minute where nobody answers. */
function withGateway(services: readonly ServiceName[]): readonly ServiceName[] {
  return [...new Set<ServiceName>([...services, 'gateway'])];
}

function requireDestination({ destination }: SubjectOptions): string {
  if (destination !== undefined) return destination;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    '--command needs --destination, the place in its folder that it writes: --destination out.duckdb',
  );
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `There is no folder ${folder}. Name the one that --command runs in.`,
  );
}

function needsCommand(option: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `--${option} goes with --command: a connector of the Connector SDK writes files/warehouse.db and files/state.json.`,
  );
}

function noConnector(folder: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${folder} has no connector.py. Name the folder of a connector, or say with --command how another program is run.`,
  );
}
