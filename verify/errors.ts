import { nearest } from '../core/nearest.ts';
import { PlaygroundError } from '../core/playground-error.ts';

/** `verify.yaml` names what there is not. */
export function unknownColumn(name: string, where: string, columns: readonly string[]): PlaygroundError {
  return badOption(
    `verify.yaml names a column '${name}', but ${where} has ${columns.join(', ')}.${meant(name, columns)}`,
  );
}

export function wrongKey(
  table: string,
  given: readonly string[],
  source: string,
  key: readonly string[],
): PlaygroundError {
  return badOption(
    `verify.yaml says that the key of ${table} is ${given.join(', ')}, but that of ${source} is ${key.join(', ')}: name one column for each.`,
  );
}

export function unknownSource(table: string, source: string, known: readonly string[]): PlaygroundError {
  return badOption(
    `verify.yaml says that ${table} is '${source}', and there is no such table in this world.${meant(source, known)}`,
  );
}

/** The file itself is wrong. */
export function badVerifyFile(file: string, where: string, problem: string): PlaygroundError {
  return badOption(`${file}: ${where} ${problem} See docs/verify.md.`);
}

export function noSuchTable(name: string, known: readonly string[]): PlaygroundError {
  const there = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `The destination has no table '${name}'; ${there}.${meant(name, known)}`,
  );
}

export function noSync(hasJournal: boolean, now: number): PlaygroundError {
  const why = hasJournal
    ? 'the journal has no request of one'
    : 'no playground runs whose journal would tell';
  return new PlaygroundError(
    'ERR_CANNOT_COMPARE',
    `This world lives, and nobody knows when a sync looked at it: ${why}. Say when with --at (it is ${new Date(now).toISOString()} now), or with --from and --to.`,
  );
}

function badOption(message: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message);
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known, 1)[0];
  return near === undefined ? '' : ` Did you mean '${near}'?`;
}
