import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import { keepSnapshot, restoreSnapshot } from '../../../services/postgres-seed/snapshots.ts';
import { rowsOf, startTemporaryPostgres, type TemporaryPostgres } from './with-postgres.ts';

let postgres: TemporaryPostgres;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});

afterAll(() => postgres.stop());

async function users(): Promise<unknown> {
  const [row] = await rowsOf(postgres.endpoints, 'SELECT count(*)::int AS count FROM users');
  return row?.['count'];
}

const remove = (most: number) => rowsOf(postgres.endpoints, `DELETE FROM users WHERE id <= ${most}`);

describe('a snapshot', () => {
  it('brings back what was there when it was kept, as often as it is asked for', async () => {
    await remove(50);
    await keepSnapshot(postgres.endpoints);
    for (const most of [100, 150]) {
      await remove(most);
      expect(await users()).toBe(200 - most);
      await restoreSnapshot(postgres.endpoints);
      expect(await users()).toBe(150);
    }
  });

  it('outlives a reset, and one of another name leaves it alone', async () => {
    await remove(60);
    await keepSnapshot(postgres.endpoints, 'sixty');
    await resetPostgres(postgres.endpoints);
    expect(await users()).toBe(200);
    await restoreSnapshot(postgres.endpoints);
    expect(await users()).toBe(150);
    await restoreSnapshot(postgres.endpoints, 'sixty');
    expect(await users()).toBe(140);
  });

  it('is replaced by a later one of the same name', async () => {
    await resetPostgres(postgres.endpoints);
    await keepSnapshot(postgres.endpoints, 'sixty');
    await remove(10);
    await restoreSnapshot(postgres.endpoints, 'sixty');
    expect(await users()).toBe(200);
  });

  it('is no way in for clients', async () => {
    await keepSnapshot(postgres.endpoints);
    const database = 'playground_snapshot_default';
    for (const login of [postgres.endpoints.owner, postgres.endpoints.reader]) {
      await expect(rowsOf({ ...postgres.endpoints, database }, 'SELECT 1', login)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  it('ends sessions, drops slots, and leaves the owner able to write', async () => {
    await rowsOf(postgres.endpoints, "SELECT pg_create_logical_replication_slot('left', 'test_decoding')");
    await restoreSnapshot(postgres.endpoints);
    expect(await rowsOf(postgres.endpoints, 'SELECT slot_name FROM pg_replication_slots')).toEqual([]);
    await rowsOf(postgres.endpoints, 'CREATE TABLE mine (id INT)');
  });

  it.each([
    ['one that was never kept', 'never', "There is no snapshot 'never'. Make one first: snapshot('never')."],
    ['a name that is none', 'a"; DROP', "lower-case letters, digits and underscores, but is 'a\"; DROP'"],
    ['an empty name', '', "but is ''"],
  ])('is refused for %s', async (_, name, message) => {
    await expect(restoreSnapshot(postgres.endpoints, name)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(message),
    });
    expect(await users()).toBe(200);
  });
});
