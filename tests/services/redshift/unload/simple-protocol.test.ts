import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answersTo, copyData, copyDone, query } from './conversation.ts';
import { type DoorWithStore, fileOf, startDoorWithStore, unloadTo } from './with-store.ts';

let door: DoorWithStore;

beforeAll(async () => {
  door = await startDoorWithStore();
});

afterAll(() => door.stop());

const unloadOf = (inner: string) => unloadTo(door.s3, inner);
const eachByteOf = (bytes: Buffer) => Array.from(bytes, (byte) => Buffer.from([byte]));

describe('an UNLOAD in the simple protocol', () => {
  it('takes its turn between other queries', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const bytes = Buffer.concat([query('SELECT 1'), query(sql), query('SELECT 2')]);
    expect(await answersTo(door.endpoints, 3, bytes)).toBe(
      'T D C(SELECT 1) ZI N C(UNLOAD) ZI T D C(SELECT 1) ZI',
    );
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it('may come byte by byte', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const bytes = Buffer.concat([query('SELECT 1'), query(`/* a */ ${sql}`), query('SELECT 2')]);
    expect(await answersTo(door.endpoints, 3, ...eachByteOf(bytes))).toBe(
      'T D C(SELECT 1) ZI N C(UNLOAD) ZI T D C(SELECT 1) ZI',
    );
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it('may have megabytes', async () => {
    const { sql, prefix } = unloadOf(`SELECT length('${'x'.repeat(5_000_000)}') AS size`);
    expect(await answersTo(door.endpoints, 2, Buffer.concat([query(sql), query('SELECT 1')]))).toBe(
      'N C(UNLOAD) ZI T D C(SELECT 1) ZI',
    );
    expect(await fileOf(door.s3, prefix)).toBe('5000000\n');
  });

  it('that fails is an error, and no more', async () => {
    const bytes = Buffer.concat([query('UNLOAD nothing'), query('SELECT 1')]);
    expect(await answersTo(door.endpoints, 2, bytes)).toBe('E(42601) ZI T D C(SELECT 1) ZI');
  });

  it('comes after a large answer that is still on its way', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const large = "SELECT repeat('x', 1000) FROM generate_series(1, 20000)";
    const answers = await answersTo(door.endpoints, 2, Buffer.concat([query(large), query(sql)]));
    expect(answers.replaceAll('D ', '')).toBe('T C(SELECT 20000) ZI N C(UNLOAD) ZI');
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });

  it('comes after a COPY from the client', async () => {
    const { sql, prefix } = unloadOf('SELECT count(*) FROM copied');
    const bytes = Buffer.concat([
      query('CREATE TEMP TABLE copied (x int)'),
      query('COPY copied FROM STDIN'),
      copyData('1\n2\n'),
      copyData('3\n'),
      copyDone,
      query(sql),
    ]);
    expect(await answersTo(door.endpoints, 3, bytes)).toBe(
      'C(CREATE TABLE) ZI G C(COPY 3) ZI N C(UNLOAD) ZI',
    );
    expect(await fileOf(door.s3, prefix)).toBe('3\n');
  });

  it('comes after a COPY to the client, whatever its rows look like', async () => {
    const { sql, prefix } = unloadOf('SELECT 7 AS x');
    const bytes = Buffer.concat([
      query(`COPY (SELECT 'UNLOAD (' FROM generate_series(1, 3)) TO STDOUT`),
      query(sql),
    ]);
    expect(await answersTo(door.endpoints, 2, bytes)).toBe('H d d d c C(COPY 3) ZI N C(UNLOAD) ZI');
    expect(await fileOf(door.s3, prefix)).toBe('7\n');
  });
});
