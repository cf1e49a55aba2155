import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connected } from '../with-door.ts';
import {
  answersTo,
  bind,
  close,
  copyData,
  copyDone,
  describeNamed,
  execute,
  flush,
  parse,
  query,
  sync,
} from './conversation.ts';
import { type DoorWithStore, fileOf, namesBelow, startDoorWithStore, unloadTo } from './with-store.ts';

let door: DoorWithStore;

beforeAll(async () => {
  door = await startDoorWithStore();
});

afterAll(() => door.stop());

const unloadOf = (inner: string, options?: string) => unloadTo(door.s3, inner, options);

describe('an UNLOAD in the extended protocol', () => {
  it('is prepared and executed as drivers do it', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const bytes = Buffer.concat([
      ...[parse('s', sql), flush, describeNamed('S', 's'), flush, sync],
      ...[bind('', 's'), flush, execute(''), sync],
      ...[close('S', 's'), sync],
    ]);
    expect(await answersTo(door.endpoints, 3, bytes)).toBe('1 t n ZI 2 N C(UNLOAD) ZI 3 ZI');
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it('takes its turn in the middle of a batch', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const one = [parse('', 'SELECT 1'), bind('', ''), describeNamed('P', ''), execute('')];
    const bytes = Buffer.concat([
      ...one,
      ...[parse('u', sql), bind('p', 'u'), describeNamed('P', 'p'), execute('p'), close('P', 'p')],
      ...one,
      sync,
      query('SELECT 2'),
    ]);
    const answers = '1 2 T D C(SELECT 1) 1 2 n N C(UNLOAD) 3 1 2 T D C(SELECT 1) ZI T D C(SELECT 1) ZI';
    expect(await answersTo(door.endpoints, 2, bytes)).toBe(answers);
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it('may be executed again', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x', 'ALLOWOVERWRITE');
    const once = [bind('', 's'), execute(''), sync];
    expect(await answersTo(door.endpoints, 2, Buffer.concat([parse('s', sql), ...once, ...once]))).toBe(
      '1 2 N C(UNLOAD) ZI 2 N C(UNLOAD) ZI',
    );
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it.each([
    ['the same name', [parse('', 'SELECT 1')], 'C(SELECT 1)'],
    ['another portal of the same name', [parse('other', 'SELECT 1'), bind('', 'other')], 'C(SELECT 1)'],
  ])('gives way to what takes %s', async (_what, next, command) => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const isBound = next.length > 1;
    const bytes = Buffer.concat([
      ...[parse('', sql), bind('', '')],
      ...next,
      ...(isBound ? [] : [bind('', '')]),
      ...[execute(''), sync],
    ]);
    expect(await answersTo(door.endpoints, 1, bytes)).toBe(`1 2 1 2 D ${command} ZI`);
    expect(await namesBelow(door.s3, prefix)).toEqual([]);
  });

  it('is skipped with the rest of a batch that failed', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const bytes = Buffer.concat([
      ...[parse('', 'SELECT nothing'), bind('', ''), execute('')],
      ...[parse('u', sql), bind('', 'u'), execute(''), sync],
      query('SELECT 1'),
    ]);
    expect(await answersTo(door.endpoints, 2, bytes)).toBe('E(42703) ZI T D C(SELECT 1) ZI');
    expect(await namesBelow(door.s3, prefix)).toEqual([]);
  });

  it.each([
    ['before it begins', 'SELECT 1 AS x LIMIT 1', '0A000'],
    ['in the database', 'SELECT nothing', '42703'],
    ['among its rows', 'SELECT 1 / (3 - n) FROM generate_series(1, 5) n', '22012'],
  ])('that fails %s fails its batch', async (_where, inner, code) => {
    const { sql, prefix } = unloadOf(inner);
    const bytes = Buffer.concat([
      ...[parse('', sql), bind('', ''), execute('')],
      ...[parse('', 'SELECT 1'), bind('', ''), execute(''), sync],
      query('SELECT 1'),
    ]);
    expect(await answersTo(door.endpoints, 2, bytes)).toBe(`1 2 E(${code}) ZI T D C(SELECT 1) ZI`);
    expect(await namesBelow(door.s3, prefix)).toEqual([]);
  });

  it('that comes with values is refused by the database', async () => {
    const { sql } = unloadOf('SELECT 7 AS x');
    await connected(door.endpoints, async (client) => {
      await expect(client.query(sql, [1])).rejects.toMatchObject({ code: '08P01' });
    });
  });

  it('comes after a COPY whose first Sync is ignored', async () => {
    const { sql, prefix } = unloadOf('SELECT count(*) FROM copied');
    const copy = [parse('', 'COPY copied FROM STDIN'), bind('', ''), execute(''), sync];
    const answers = await answersTo(
      door.endpoints,
      3,
      Buffer.concat([query('CREATE TEMP TABLE copied (x int)'), ...copy]),
      (said) => said.endsWith('G'),
      Buffer.concat([copyData('1\n'), copyDone, sync]),
      Buffer.concat([parse('', sql), bind('', ''), execute(''), sync]),
    );
    expect(answers).toBe('C(CREATE TABLE) ZI 1 2 G C(COPY 1) ZI 1 2 N C(UNLOAD) ZI');
    expect(await fileOf(door.s3, prefix)).toBe('1\n');
  });
});
