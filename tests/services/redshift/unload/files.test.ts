import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetMetadata } from 'hyparquet';
import { connected, rowsOf, startDoor } from '../with-door.ts';
import {
  arrayBufferOf,
  bytesOf,
  type DoorWithStore,
  namesBelow,
  putText,
  ROLE,
  rowsIn,
  startDoorWithStore,
  textOf,
} from './with-store.ts';

let door: DoorWithStore;

beforeAll(async () => {
  door = await startDoorWithStore();
});

afterAll(() => door.stop());

/** Runs an UNLOAD into the seeded bucket. */
const unload = (query: string, prefix: string, options: string, endpoints = door.endpoints) =>
  connected(endpoints, async (client) => {
    const notices: Array<string | undefined> = [];
    client.on('notice', ({ severity, message }) => notices.push(severity, message));
    const to = `s3://${door.s3.endpoints.bucket}/${prefix.replaceAll("'", "''")}`;
    const { command, rows } = await client.query(`UNLOAD ($q$${query}$q$) TO '${to}' ${options}`);
    return { command, rows, notices };
  });

const TEN_MEGABYTES = "SELECT n, md5(n::text) || md5('a' || n) AS text FROM generate_series(1, 150000) n";

describe('UNLOAD to Parquet', () => {
  it('writes the rows of a query, and says how many', async () => {
    const query = 'SELECT * FROM testers.customers ORDER BY 1';
    expect(await unload(query, 'all/', `${ROLE} FORMAT AS PARQUET`)).toEqual({
      command: 'UNLOAD',
      rows: [],
      notices: ['INFO', 'UNLOAD completed, 5 record(s) unloaded successfully.'],
    });
    expect(await namesBelow(door.s3, 'all/')).toEqual(['0000_part_00.parquet']);
    expect(await rowsIn(door.s3, 'all/0000_part_00.parquet')).toEqual(await rowsOf(door.endpoints, query));
  });

  it('writes no file for no rows, and no manifest', async () => {
    const answer = await unload('SELECT 1 AS x WHERE false', 'none/', `${ROLE} PARQUET MANIFEST`);
    expect(answer.notices).toContain('UNLOAD completed, 0 record(s) unloaded successfully.');
    expect(await namesBelow(door.s3, 'none/')).toEqual([]);
  });

  it('splits at MAXFILESIZE, in the order of the rows', async () => {
    await unload(TEN_MEGABYTES, 'split/', `${ROLE} PARQUET MAXFILESIZE 5 MB PARALLEL ON`);
    const names = await namesBelow(door.s3, 'split/');
    expect(names).toEqual(['0000_part_00.parquet', '0000_part_01.parquet', '0000_part_02.parquet']);
    let expected = 0;
    for (const name of names) {
      const bytes = await bytesOf(door.s3, `split/${name}`);
      expect(bytes.length).toBeLessThan(5.1 * 1024 * 1024);
      for (const { n } of await rowsIn(door.s3, `split/${name}`)) expect(n).toBe(++expected);
    }
    expect(expected).toBe(150_000);
  });

  it('writes a large file in row groups and parts', async () => {
    await unload(TEN_MEGABYTES, 'large/', `${ROLE} PARQUET PARALLEL OFF`);
    expect(await namesBelow(door.s3, 'large/')).toEqual(['000.parquet']);
    const bytes = await bytesOf(door.s3, 'large/000.parquet');
    expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024);
    const { row_groups, num_rows } = parquetMetadata(arrayBufferOf(bytes));
    expect(row_groups.length).toBeGreaterThan(1);
    expect(num_rows).toBe(150_000n);
    const rows = await rowsIn(door.s3, 'large/000.parquet');
    expect(rows.every(({ n }, index) => n === index + 1)).toBe(true);
  });
});

describe('UNLOAD to text', () => {
  const QUERY = `SELECT * FROM (VALUES
    (1, 'a|b,c', true, '2026-01-02 03:04:05.5'::timestamp),
    (2, E'say "no"\\n', false, NULL),
    (3, '', NULL, NULL)) AS t (id, text, flag, time)`;

  it.each([
    ['', '1|a|b,c|t|2026-01-02 03:04:05.5\n2|say "no"\n|f|\n3|||\n'],
    ['CSV', '1,"a|b,c",t,2026-01-02 03:04:05.5\n2,"say ""no""\n",f,\n3,,,\n'],
    [
      "CSV HEADER DELIMITER '|' NULL 'none'",
      'id|text|flag|time\n1|"a|b,c"|t|2026-01-02 03:04:05.5\n2|"say ""no""\n"|f|none\n3||none|none\n',
    ],
    ['ESCAPE', '1|a\\|b,c|t|2026-01-02 03:04:05.5\n2|say "no"\\\n|f|\n3|||\n'],
    [
      "ADDQUOTES ESCAPE HEADER DELIMITER ','",
      '"id","text","flag","time"\n"1","a|b\\,c","t","2026-01-02 03:04:05.5"\n"2","say \\"no\\"\\\n","f",\n"3","",,\n',
    ],
  ])('with %j', async (options, text) => {
    const prefix = `text/${options}/x_`;
    await unload(QUERY, prefix, `${ROLE} ${options}`);
    expect(await namesBelow(door.s3, prefix)).toEqual(['0000_part_00']);
    expect(await textOf(door.s3, `${prefix}0000_part_00`)).toBe(text);
  });

  it('repeats the header in every file', async () => {
    await unload(TEN_MEGABYTES, 'headers/', `${ROLE} CSV HEADER MAXFILESIZE 5 PARALLEL OFF`);
    const names = await namesBelow(door.s3, 'headers/');
    expect(names).toEqual(['000', '001', '002']);
    let lines = 0;
    for (const name of names) {
      const text = await textOf(door.s3, `headers/${name}`);
      expect(text.startsWith('n,text\n')).toBe(true);
      lines += text.split('\n').length - 2;
    }
    expect(lines).toBe(150_000);
  });
});

describe('a destination', () => {
  const ONE = 'SELECT 1 AS x';
  const NOT_EMPTY = {
    code: 'XX000',
    message: expect.stringMatching(/^Specified unload destination on S3 is not empty\. Consider using/),
  };

  it('that is not empty is left alone', async () => {
    await putText(door.s3, 'full/other', 'old');
    await expect(unload(ONE, 'full/', `${ROLE} PARQUET`)).rejects.toMatchObject(NOT_EMPTY);
    expect(await namesBelow(door.s3, 'full/')).toEqual(['other']);
  });

  it('is overwritten file by file with ALLOWOVERWRITE', async () => {
    await putText(door.s3, 'over/0000_part_00', 'old');
    await putText(door.s3, 'over/0000_part_01', 'old');
    await unload(ONE, 'over/', `${ROLE} ALLOWOVERWRITE`);
    expect(await textOf(door.s3, 'over/0000_part_00')).toBe('1\n');
    expect(await textOf(door.s3, 'over/0000_part_01')).toBe('old');
  });

  it('is emptied before with CLEANPATH, and nothing beside it', async () => {
    for (const key of ['clean/a', 'clean/b/c d+e&<>', 'cleaner']) await putText(door.s3, key, 'old');
    await unload(ONE, 'clean/', `${ROLE} CLEANPATH`);
    expect(await namesBelow(door.s3, 'clean')).toEqual(['/0000_part_00', 'er']);
  });

  it('is emptied with CLEANPATH also for no rows', async () => {
    await putText(door.s3, 'cleared/a', 'old');
    await unload('SELECT 1 AS x WHERE false', 'cleared/', `${ROLE} CLEANPATH`);
    expect(await namesBelow(door.s3, 'cleared/')).toEqual([]);
  });

  it('keeps what it has when the query fails', async () => {
    await putText(door.s3, 'kept/a', 'old');
    const failing = 'SELECT 1 / (100 - n) AS x FROM generate_series(1, 200) n';
    await expect(unload(failing, 'kept/', `${ROLE} CLEANPATH`)).rejects.toMatchObject({ code: '22012' });
    expect(await namesBelow(door.s3, 'kept/')).toEqual(['a']);
  });

  it('gets no half of what fails later', async () => {
    const failing =
      "SELECT md5('a' || n) || md5(n::text), 1 / (140000 - n) FROM generate_series(1, 150000) n";
    await expect(unload(failing, 'half/', `${ROLE} CSV MAXFILESIZE 5`)).rejects.toMatchObject({
      code: '22012',
    });
    expect(await namesBelow(door.s3, 'half/')).toEqual([]);
  });

  it('may be a bucket, and have any name that S3 knows', async () => {
    const prefix = "a b/ü+%2F/'=&/../.";
    await unload(ONE, prefix, `${ROLE} PARQUET MANIFEST`);
    expect(await namesBelow(door.s3, prefix)).toEqual(['0000_part_00.parquet', 'manifest']);
    const manifest = JSON.parse(await textOf(door.s3, `${prefix}manifest`));
    const file = await bytesOf(door.s3, `${prefix}0000_part_00.parquet`);
    expect(manifest).toEqual({
      entries: [
        {
          url: `s3://${door.s3.endpoints.bucket}/${prefix}0000_part_00.parquet`,
          meta: { content_length: file.length },
        },
      ],
    });
  });

  it.each([
    [
      'that is no bucket',
      "TO 's3://nowhere/x'",
      ROLE,
      /^S3ServiceException:.*,Status 404,Error NoSuchBucket,Rid \w+,/,
    ],
    [
      'with unknown keys',
      "TO 's3://fixtures/x'",
      "ACCESS_KEY_ID 'nobody' SECRET_ACCESS_KEY 'x'",
      /^S3ServiceException:.*,Status 403,Error InvalidAccessKeyId,/,
    ],
    [
      'with a wrong key',
      "TO 's3://fixtures/x'",
      "CREDENTIALS 'aws_access_key_id=PLAYGROUNDACCESSKEY0;aws_secret_access_key=x'",
      /^S3ServiceException:.*,Status 403,Error SignatureDoesNotMatch,/,
    ],
  ])('%s is told in the form of Amazon Redshift', async (_what, to, authorization, message) => {
    await connected(door.endpoints, async (client) => {
      await expect(client.query(`UNLOAD ('${ONE}') ${to} ${authorization} PARQUET`)).rejects.toMatchObject({
        severity: 'ERROR',
        code: 'XX000',
        message: expect.stringMatching(message),
        detail: expect.stringContaining('code: 8001'),
      });
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });

  it('may be reached with keys of the client', async () => {
    const { accessKeyId, secretAccessKey } = door.s3.endpoints;
    const keys = `ACCESS_KEY_ID '${accessKeyId}' SECRET_ACCESS_KEY '${secretAccessKey}' SESSION_TOKEN 'any'`;
    await unload(ONE, 'keys/', `${keys} REGION 'eu-west-1'`);
    expect(await textOf(door.s3, 'keys/0000_part_00')).toBe('1\n');
  });

  it.each([
    ['without an object store', undefined, '0A000', /needs an object store/],
    [
      'whose object store is away',
      'http://127.0.0.1:1',
      'XX000',
      /http:\/\/127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
    ],
  ])('%s is told so', async (_what, url, code, message) => {
    const objectStore = url === undefined ? undefined : { ...door.s3.endpoints, url };
    const other = await startDoor(door.behind, { objectStore });
    try {
      await expect(unload(ONE, 'x', ROLE, other.endpoints)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    } finally {
      await other.stop();
    }
  });
});
