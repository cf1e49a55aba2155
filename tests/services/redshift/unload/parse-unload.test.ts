import { describe, expect, it } from '@jest/globals';
import { parseUnload } from '../../../../services/redshift/unload/parse-unload.ts';

const MB = 1024 * 1024;
const ROLE = "IAM_ROLE 'arn:aws:iam::123456789012:role/unload'";
const unload = (options: string, query = "'select 1'") =>
  parseUnload(`UNLOAD (${query}) TO 's3://bucket/a/b_' ${options}`);

const PLAIN = {
  query: 'select 1',
  bucket: 'bucket',
  prefix: 'a/b_',
  authorization: { kind: 'role' },
  region: undefined,
  format: {
    kind: 'text',
    delimiter: '|',
    hasHeader: false,
    nullText: '',
    hasQuotes: false,
    hasEscapes: false,
  },
  isParallel: true,
  maxFileBytes: Math.floor(6.2 * 1024 * MB),
  hasManifest: false,
  onExisting: 'refuse',
};

describe('an UNLOAD', () => {
  it('says little that does not go without saying', () => {
    expect(unload(ROLE)).toEqual(PLAIN);
    expect(unload(`${ROLE};`)).toEqual(PLAIN);
    expect(parseUnload(`/* x */ unload\n('select 1')to's3://bucket/a/b_'${ROLE} -- end`)).toEqual(PLAIN);
  });

  it('says all at once', () => {
    const all = `
      WITH CREDENTIALS AS 'aws_access_key_id=A;aws_secret_access_key=b=c;token=d' REGION AS 'eu-west-1'
      FORMAT AS CSV DELIMITER AS ';' HEADER NULL AS 'none' PARALLEL OFF MAXFILESIZE AS 1.5 GB MANIFEST CLEANPATH`;
    expect(unload(all)).toEqual({
      ...PLAIN,
      authorization: { kind: 'keys', accessKeyId: 'A', secretAccessKey: 'b=c', sessionToken: 'd' },
      region: 'eu-west-1',
      format: { ...PLAIN.format, kind: 'csv', delimiter: ';', hasHeader: true, nullText: 'none' },
      isParallel: false,
      maxFileBytes: 1536 * MB,
      hasManifest: true,
      onExisting: 'remove',
    });
  });

  it.each([
    ["'select ''it''''s'''", "select 'it''s'"],
    ["'select \\'a\\' || \\'\\\\d\\''", "select 'a' || '\\d'"],
    ["'select ''\\d'''", "select '\\d'"],
    ["$$select 'a'$$", "select 'a'"],
    ["$q$select '$$'$q$", "select '$$'"],
    ["'-- why\nselect 1'", '-- why\nselect 1'],
    ["'with a as (select 1 limit 1) select * from a'", 'with a as (select 1 limit 1) select * from a'],
    ["'((select 1))'", '((select 1))'],
    ["'select limit_ from t -- limit 1'", 'select limit_ from t -- limit 1'],
    ['\'select "limit" from t\'', 'select "limit" from t'],
    ["'select ''limit 1'''", "select 'limit 1'"],
  ])('has the query %s', (written, query) => {
    expect(unload(ROLE, written).query).toBe(query);
  });

  it.each([
    ['IAM_ROLE default', { authorization: { kind: 'role' } }],
    ["CREDENTIALS 'aws_iam_role=arn:aws-us-gov:iam::123456789012:role/a/b'", {}],
    [
      "ACCESS_KEY_ID 'a' SECRET_ACCESS_KEY 'b'",
      { authorization: { accessKeyId: 'a', secretAccessKey: 'b' } },
    ],
    [`${ROLE} PARQUET`, { format: { kind: 'parquet' } }],
    [`FORMAT PARQUET ${ROLE}`, { format: { kind: 'parquet' } }],
    [`${ROLE} CSV`, { format: { kind: 'csv', delimiter: ',' } }],
    [`${ROLE} DELIMITER '\\t'`, { format: { delimiter: '\t' } }],
    [`${ROLE} ADDQUOTES ESCAPE`, { format: { hasQuotes: true, hasEscapes: true } }],
    [`${ROLE} PARALLEL`, { isParallel: true }],
    [`${ROLE} PARALLEL TRUE`, { isParallel: true }],
    [`${ROLE} PARALLEL FALSE`, { isParallel: false }],
    [`${ROLE} MAXFILESIZE 5`, { maxFileBytes: 5 * MB }],
    [`${ROLE} MAXFILESIZE 128 MB`, { maxFileBytes: 128 * MB }],
    [`${ROLE} ALLOWOVERWRITE`, { onExisting: 'overwrite' }],
  ])('knows %s', (options, expected) => {
    expect(unload(options)).toMatchObject(expected);
  });

  it.each([
    ["UNLOAD 'select 1' TO", '42601', /at or near "'select 1'"/],
    ['UNLOAD', '42601', /at end of input/],
    ["UNLOAD ('select 1", '42601', /at or near "'select 1"/],
    ['UNLOAD ($$select 1', '42601', /at or near "\$\$"/],
    [`UNLOAD ('select 1') TO 'file:///tmp' ${ROLE}`, '22023', /TO: "file:\/\/\/tmp"/],
    [`UNLOAD ('select 1') TO 's3://' ${ROLE}`, '22023', /TO: "s3:\/\/"/],
    [`UNLOAD ('select 1') TO 's3://b' ${ROLE}; SELECT 1`, '42601', /only statement/],
    [`UNLOAD ('delete from t returning *') TO 's3://b' ${ROLE}`, '42601', /must begin with SELECT or WITH/],
    [`UNLOAD ('') TO 's3://b' ${ROLE}`, '42601', /must begin with SELECT or WITH/],
    [
      `UNLOAD ('select 1 limit 1') TO 's3://b' ${ROLE}`,
      '0A000',
      /Limit clause is not supported in the outermost/,
    ],
  ])('%s is refused', (sql, code, message) => {
    expect(() => parseUnload(sql)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['', '42601', /needs an authorization/],
    ["IAM_ROLE 'me'", 'XX000', /^Invalid credentials\. Must be of the format: credentials 'aws_iam_role=/],
    ["IAM_ROLE 'arn:aws:iam::123:role/short'", 'XX000', /^Invalid credentials/],
    ["CREDENTIALS 'aws_access_key_id=a'", 'XX000', /^Invalid credentials/],
    ["ACCESS_KEY_ID 'a'", 'XX000', /^Invalid credentials/],
    [`${ROLE} ACCESS_KEY_ID 'a' SECRET_ACCESS_KEY 'b'`, '42601', /conflicting or redundant/],
    [`${ROLE} SOMETHING`, '42601', /at or near "SOMETHING"/],
    [`${ROLE} CSV HEADER 'x'`, '42601', /at or near "'x'"/],
    [`${ROLE} CSV FORMAT PARQUET`, '42601', /redundant options: FORMAT/],
    [`${ROLE} FORMAT AS ORC`, '42601', /at or near "ORC"/],
    [`${ROLE} PARQUET HEADER`, '0A000', /HEADER is not supported for UNLOAD with FORMAT PARQUET/],
    [`${ROLE} PARQUET DELIMITER ','`, '0A000', /DELIMITER is not supported/],
    [`${ROLE} PARQUET NULL AS ''`, '0A000', /NULL AS is not supported/],
    [`${ROLE} CSV ADDQUOTES`, '0A000', /ADDQUOTES is not supported/],
    [
      `${ROLE} ALLOWOVERWRITE CLEANPATH`,
      '0A000',
      /CLEANPATH is not supported for UNLOAD with ALLOWOVERWRITE/,
    ],
    [`${ROLE} JSON`, '0A000', /FORMAT JSON is not supported here/],
    [`${ROLE} GZIP`, '0A000', /GZIP is not supported here/],
    [`${ROLE} PARTITION BY (a)`, '0A000', /PARTITION is not supported here/],
    [`${ROLE} MANIFEST VERBOSE`, '0A000', /MANIFEST VERBOSE is not supported here/],
    [`${ROLE} MAXFILESIZE 4.9`, '22023', /MAXFILESIZE: "4\.9 MB"/],
    [`${ROLE} MAXFILESIZE 7 GB`, '22023', /MAXFILESIZE: "7 GB"/],
    [`${ROLE} MAXFILESIZE '5'`, '42601', /at or near "'5'"/],
    [`${ROLE} DELIMITER 'ab'`, '22023', /DELIMITER: "ab"/],
    [`${ROLE} DELIMITER ''`, '22023', /DELIMITER: ""/],
    [`${ROLE} DELIMITER 'é'`, '22023', /DELIMITER: "é"/],
  ])('with %j is refused', (options, code, message) => {
    expect(() => unload(options)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it('may have megabytes', () => {
    const query = `select '${"it''s ".repeat(500_000)}'`;
    expect(unload(ROLE, `'${query.replaceAll("'", "''")}'`).query).toBe(query);
  });
});
