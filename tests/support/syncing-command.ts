import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../cli/program.ts';
import { testTerminal } from './test-terminal.ts';

/**
 * Keeps all rows that it has read in state.json, with since when to ask, and writes them to out/people.csv. With `lenient` an error
 * is the end of the rows, with `mute` it reads and writes nothing, and with `growing` its state grows with every sync.
 */
const SYNC = `#!${process.execPath}
const fs = require('node:fs');
const [, , habit = 'strict'] = process.argv;
const { since, rows: known = {}, ballast = '' } = fs.existsSync('state.json') ? JSON.parse(fs.readFileSync('state.json', 'utf8')) : {};
(async () => {
  if (habit === 'mute') return;
  const rows = { ...known };
  let query = since ? '?updated_since=' + since : '';
  let began;
  for (;;) {
    const answer = await fetch(process.env.PLAYGROUND_API_URL + '/pagination/keyset' + query);
    began ??= new Date(answer.headers.get('date')).toISOString().slice(0, 19) + 'Z';
    if (answer.status !== 200 && habit === 'lenient') break;
    if (answer.status !== 200) throw new Error('answered ' + answer.status + ' in ' + process.env.HOME);
    const { data, scroll_param: next } = await answer.json();
    for (const row of data) rows[row.id] = row;
    if (!next) break;
    query = '?scroll_param=' + encodeURIComponent(next);
  }
  const lines = Object.values(rows).map(({ id, email, job, updatedAt }) => [id, email, job, updatedAt].join());
  fs.mkdirSync('out', { recursive: true });
  fs.writeFileSync('out/people.csv', ['id,email,job,updatedAt', ...lines, ''].join('\\n'));
  const more = habit === 'growing' ? ballast + 'x'.repeat(20_000) : '';
  fs.writeFileSync('state.json', JSON.stringify({ since: began, rows, ballast: more }));
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
`;

/** What `playground test --command` says of the program `./sync` in a folder with these files besides. */
export async function saidOfCommand(
  files: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  await using terminal = await testTerminal();
  const folder = path.join(terminal.directory, 'project');
  for (const [name, text] of Object.entries({ ...files, sync: SYNC })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  await chmod(path.join(folder, 'sync'), 0o755);
  const code = await run(['test', 'project', ...argv], terminal);
  return { code, output: terminal.output, errors: terminal.errors };
}
