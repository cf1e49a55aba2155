import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { createDataset, World } from '../../fixtures/index.ts';
import { TABLES_ON_DEMAND } from '../../fixtures/living/world-plan.ts';
import { exactJson } from '../../verify/destinations/files/exact-json.ts';
import { rowsOf } from '../services/postgres-seed/with-postgres.ts';
import { clientOf } from '../services/s3-minio/started-s3.ts';

const NAMES = ['children', 'looks', 'names', 'numbers', 'parents'];
const world = `still+${TABLES_ON_DEMAND.join('+')}`;
const known = new World(createDataset({ world, records: 40 }));
const playground = await createPlayground({
  services: ['api', 'postgres', 's3'],
  world,
  records: 40,
  postgresRows: 10,
});
const s3 = clientOf(playground.endpoints.s3);
afterAll(async () => {
  s3.destroy();
  await playground[Symbol.asyncDispose]();
});

const truthOf = (name: string): unknown[] => [...known.table(name).rows(0)].map(({ values }) => values);
const isoSeconds = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : value;

it.each(NAMES)('a still world has %s in PostgreSQL', async (name) => {
  const rows = await rowsOf(playground.endpoints.postgres, `SELECT * FROM public.${name} ORDER BY id`);
  const read = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, isoSeconds(value)])),
  );
  expect(read).toEqual(truthOf(name));
});

it('a still world has them as files, and numbers there with all digits', async () => {
  const { bucket: Bucket } = playground.endpoints.s3;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'tables/' }));
  expect(Contents.map(({ Key }) => Key)).toEqual(
    NAMES.flatMap((name) => [`tables/${name}.csv`, `tables/${name}.ndjson`]),
  );
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'tables/numbers.ndjson' }));
  const lines = ((await Body?.transformToString()) ?? '').trimEnd().split('\n');
  const bigs = lines.map((line) => String((exactJson(line) as { big: unknown }).big));
  expect(bigs).toEqual(truthOf('numbers').map((row) => (row as { big: string }).big));
});

it('a further world has its own', async () => {
  await using other = await playground.world('w1', { world: 'living+looks', services: ['api'] });
  const statuses = await Promise.all(
    ['looks', 'numbers'].map(
      async (name) => (await fetch(`${other.endpoints.api?.url}/tables/${name}`)).status,
    ),
  );
  expect(statuses).toEqual([200, 404]);
});
