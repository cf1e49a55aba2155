import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { manifestOf, serviceNames } from '../../playground/manifests.ts';

const ROOMS = ['core', 'authority', 'services', 'playground', 'cli', 'containers'];

/** A call of a logger, or of what hands events on to one: its first argument, as far as it is on that line or the next. */
const CALL = /(?:\b[lL]ogger|\bstandardError|\.say)\(\s*([^,()\n]+)/g;
const LITERAL = /^'(.*)'$/;

/** These hand on what others said. */
const HANDED_ON = [
  'core/masking-logger.ts event',
  'core/run-service.ts event',
  'services/s3-minio/store/damage.ts event',
];

interface Call {
  readonly file: string;
  readonly argument: string;
}

function callsIn(file: string): Call[] {
  const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...code.matchAll(CALL)].map(([, argument = '']) => ({ file, argument: argument.trim() }));
}

const calls = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((file) => callsIn(path.posix.join(room, file))),
);
const literals = calls.flatMap(({ file, argument }) => {
  const name = LITERAL.exec(argument)?.[1];
  return name === undefined ? [] : [[name, file] as const];
});

describe('an event in the log', () => {
  it('is found wherever one is written', () => {
    expect(literals.length).toBeGreaterThan(30);
  });

  it.each(literals)('%s is words, and the service is a field: %s', (name) => {
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    const names = serviceNames.flatMap((service) => [service, ...(manifestOf(service).formerNames ?? [])]);
    expect(name.split('_').filter((word) => (names as string[]).includes(word))).toEqual([]);
  });

  it('is a word that can be searched for, not one made up on the way', () => {
    const others = calls.filter(({ argument }) => !LITERAL.test(argument));
    expect(others.map(({ file, argument }) => `${file} ${argument}`).sort()).toEqual(HANDED_ON);
  });
});
