import { describe, expect, it } from '@jest/globals';
import { commandWords } from '../../cli/test/command-words.ts';
import { destinationPlace } from '../../cli/test/destination-option.ts';
import { saidOfCommand } from '../support/syncing-command.ts';

describe('a command that is tried', () => {
  it('is convicted when it takes an error for the end, by what it has written in its folder', async () => {
    const argv = ['--command', './sync lenient', '--destination', 'csv:out', '--only', '16'];
    const { code, output, errors } = await saidOfCommand({}, ...argv);
    expect([code, errors]).toEqual([1, '']);
    expect(output).toMatch(/^16 .* convicted +\d+ missing \(error-is-the-end, permanent\)$/m);
    expect(output).toMatch(/^ {2}people: \d+ missing, error-is-the-end; no later sync mends it$/m);
  });

  it('is acquitted when it fails and comes back, and begins without what a run in the folder has left', async () => {
    const left = {
      'out/people.csv': 'id,email,job,updatedAt\nnobody,x,y,2025-01-01T00:00:00Z\n',
      'state.json': '{"since":"2026-01-01T00:00:00Z"}',
    };
    const argv = ['--command', './sync', '--destination', 'csv:out', '--state', 'state.json', '--only', '16'];
    expect(await saidOfCommand(left, ...argv)).toMatchObject({ code: 0, errors: '' });
  });

  it('has a home folder of its own, and is told why where it fails in calm', async () => {
    const argv = ['--command', "sh -c 'echo $HOME; exit 7'", '--destination', 'out.csv', '--only', '16'];
    const { code, errors } = await saidOfCommand({}, ...argv);
    expect(code).toBe(3);
    expect(errors).toMatch(/It failed where nothing goes wrong, so it was tried in no scenario\. /);
    expect(errors).toMatch(/It ended with 7: \/\S+\/playground-run-\w+\/home$/m);
  });

  it('is judged by the size of the state that it keeps', async () => {
    const argv = ['--destination', 'csv:out', '--state', 'state.json', '--only', '44'];
    const { output } = await saidOfCommand({}, '--command', './sync growing', ...argv);
    expect(output).toMatch(/^44 .* convicted +.*\(growing-state, /m);
  });

  it('must write in a calm sync, also where a scenario does not ask what it reads', async () => {
    const scenario = `scenario: refused-at-first
world: { records: 60 }
plan: [{ on: { route: pagination_keyset }, do: { status: 500 }, times: 1 }]
then: [sync, heal, sync]
expect: { causes: [error-is-the-end] }
`;
    const argv = ['--destination', 'csv:out', '--scenario', 'project/own.yaml'];
    const { code, errors } = await saidOfCommand(
      { 'own.yaml': scenario },
      '--command',
      './sync mute',
      ...argv,
    );
    expect([code, errors]).toEqual([
      2,
      expect.stringMatching(/'\.\/sync mute' ended well and has written no out/),
    ]);
  });

  it.each<[argv: readonly string[], says: RegExp]>([
    [['--command', './sync'], /--command needs --destination/],
    [
      ['--command', './sync', '--destination', 'out'],
      /Write its kind before it, as in csv:out; the kinds are/,
    ],
    [['--command', './sync', '--destination', '/tmp/out.csv'], /\/tmp\/out\.csv is not below the folder/],
    [['--command', './sync', '--destination', 'out.csv', '--state', '../s'], /--state \.\.\/s is not below/],
    [['--command', './sync', '--destination', 'postgres://h/d'], /is a server, which keeps the rows/],
    [['--command', './sync | tee', '--destination', 'out.csv'], /without a shell, which '\|' needs/],
    [
      ['--command', 'no-such-program', '--destination', 'out.csv'],
      /There is no program 'no-such-program' in/,
    ],
    [
      ['--command', './sync mute', '--destination', 'csv:out'],
      /'\.\/sync mute' ended well and has written no out/,
    ],
    [['--command', './sync', '--destination', 'csv:out', '--as', 'x'], /cannot be used with option '--as/],
    [['--command', './sync', '--destination', 'csv:out', '--services', 'apu'], /Did you mean 'api'\?/],
    [['--destination', 'out.csv'], /--destination goes with --command/],
    [['--state', 'state.json'], /--state goes with --command/],
    [[], /has no connector\.py\. Name the folder of a connector, or say with --command/],
  ])('is wrong usage with %j', async (argv, says) => {
    const { code, errors } = await saidOfCommand({}, ...argv);
    expect(errors).toMatch(says);
    expect(code).toBe(2);
  });
});

it.each<[command: string, words: readonly string[]]>([
  ['python pipeline.py', ['python', 'pipeline.py']],
  ["  a\t'b c'  ", ['a', 'b c']],
  [`sh -c 'a | b > "$C"'`, ['sh', '-c', 'a | b > "$C"']],
  ['a "b \\"c\\" \\$d" e\\ f', ['a', 'b "c" $d', 'e f']],
  [`a'b'"c"d ''`, ['abcd', '']],
  ['a --since=2026-01-01T00:00:00Z x@y:z,w', ['a', '--since=2026-01-01T00:00:00Z', 'x@y:z,w']],
])('%j is the words %j', (command, words) => {
  expect(commandWords(command)).toEqual(words);
});

it.each<[command: string, says: string]>([
  ['', 'no program'],
  ['   ', 'no program'],
  ['a && b', "'&'"],
  ['a; b', "';'"],
  ['a > b', "'>'"],
  ['a $HOME', "'$'"],
  ['a "$HOME"', "'$'"],
  ['a `b`', "'`'"],
  ['a *.py', "'*'"],
  ['a ~/b', "'~'"],
  ["a 'b", `'''`],
])('%j is refused', (command, says) => {
  expect(() => commandWords(command)).toThrow(says);
});

it.each([
  ['people.duckdb', 'duckdb', 'people.duckdb'],
  ['files/warehouse.db', 'duckdb', 'files/warehouse.db'],
  ['./out/*.parquet', 'parquet', 'out/*.parquet'],
  ['people.csv.gz', 'csv', 'people.csv.gz'],
  ['people.jsonl', 'ndjson', 'people.jsonl'],
  ['ndjson:out', 'ndjson', 'out'],
  ['singer:out', 'singer', 'out'],
  ['csv:out.jsonl', 'csv', 'out.jsonl'],
  ['airbyte:messages', 'airbyte', 'messages'],
])('the destination %s is %s at %s', (written, kind, place) => {
  expect(destinationPlace(written)).toEqual({ kind, place });
});
