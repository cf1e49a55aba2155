import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { TableDeclaration } from '../../fixtures/declared/table-declaration.ts';
import { askControl } from '../../playground/control/ask-control.ts';
import { playgroundJournal } from '../../playground/control/playground-journal.ts';
import type { WorldOptions } from '../../verify/world-options.ts';
import { shown } from './shown.ts';

/** What a connector reads: a playground, a further world of one, or a started container with all of it. */
export type Source = { readonly controlUrl: string } | { getControlUrl(): string };

/** What a source says of itself. */
export interface SourceFacts {
  readonly world: WorldOptions;
  /** The time of its clock, in ms since 1970. */
  readonly now: number;
  /** What connectors asked, oldest first. */
  readonly asked: readonly JournalEntry[];
}

/** What `GET /_playground/truth` answers, as far as it is needed here. */
interface TruthAnswer {
  readonly at: string;
  readonly world: {
    readonly preset: string;
    readonly seed: number;
    readonly records: number;
    readonly anchor: string;
    readonly postgres_rows: number;
  };
  readonly declared: readonly TableDeclaration[];
}

/**
 * Asks a source over HTTP, so that it does not matter where it runs.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is no source, `ERR_SERVICE_FAILED` when it does not answer
 */
export async function factsOf(source: unknown): Promise<SourceFacts> {
  const url = controlUrlOf(source);
  const response = await askControl(`${url}/_playground/truth`);
  const { at, world, declared } = (await response.json()) as TruthAnswer;
  const { preset, seed, records, anchor, postgres_rows: postgresRows } = world;
  return {
    world: { world: preset, seed, records, anchor: Date.parse(anchor), postgresRows, declared },
    now: Date.parse(at),
    asked: await playgroundJournal(url).entries(),
  };
}

function controlUrlOf(source: unknown): string {
  const { controlUrl, getControlUrl } = Object(source) as Partial<Record<string, unknown>>;
  if (typeof controlUrl === 'string') return controlUrl;
  if (typeof getControlUrl === 'function') return String(getControlUrl.call(source));
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `A source is a playground, one of its worlds, or a started ConnectorPlaygroundContainer, but this is ${shown(source)}.`,
  );
}
