import { PlaygroundError } from '../../core/playground-error.ts';

/** A word in quotes of either kind, an escaped character, a blank, or any other character. */
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|(\s+)|(.)/gsu;
/** What a shell does something with outside of quotes, and within double ones. */
const OF_A_SHELL = /[|&;<>()$`*?~#'"]/;
const EXPANDED = /(?<!\\)[$`]/;

/**
 * The words of a command, as a POSIX shell reads them: blanks separate, quotes and backslashes keep. No shell runs it, so
 * what only a shell could do is refused.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for a command without a word, and for what a shell would be needed for
 */
export function commandWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [part, single, double, escaped, blank, other] of command.matchAll(PART)) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const needed = double === undefined ? OF_A_SHELL.exec(other ?? '') : EXPANDED.exec(double);
    if (needed) throw noShell(needed[0]);
    word = (word ?? '') + (single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? other ?? part);
  }
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw new PlaygroundError('ERR_BAD_OPTION', '--command has no program in it.');
  return words;
}

function noShell(character: string): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `--command is run without a shell, which '${character}' needs. Quote it, put the command into a script, or write: sh -c '…'.`,
  );
}
