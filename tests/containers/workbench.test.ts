import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDataset } from 'connector-playground/fixtures';
import { Undo } from '../../core/undo.ts';
import { type ComposeProject, startComposeProject } from './support/compose-project.ts';
import './support/images.ts';

const undo = new Undo();
let project: ComposeProject;

beforeAll(async () => {
  project = await startComposeProject();
  undo.defer(async () => project[Symbol.asyncDispose]());
});

afterAll(() => undo.run());

/** What connectors do: the same people from the API, the object store, the database and, for its secrets, the vault. */
const SOURCES = `
import csv, io, json, os
import boto3, psycopg2, requests
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient

def api():
    url = os.environ["PLAYGROUND_API_URL"] + "/pagination/offset"
    pages = [requests.get(url, params={"limit": 50, "offset": offset}).json() for offset in range(0, 200, 50)]
    return sorted(row["id"] for page in pages for row in page["data"])

def store():
    s3 = boto3.client("s3")
    bucket = os.environ["PLAYGROUND_S3_BUCKET"]
    keys = [each["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket) for each in page["Contents"]]
    return len(keys), sum(len(s3.get_object(Bucket=bucket, Key=key)["Body"].read()) for key in keys)

def database():
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    cursor.execute("SELECT id::text FROM users")
    return sorted(row[0] for row in cursor.fetchall())

def vault():
    client = SecretClient(os.environ["PLAYGROUND_VAULT_URL"], DefaultAzureCredential())
    return client.get_secret("postgresHost").value
`;

const PROGRAM = `${SOURCES}
print(json.dumps({"api": api(), "store": store(), "database": database(), "vault": vault()}))
`;

/** For the Connector SDK: a row for each that was found, which has too little in it to be compared. */
const CONNECTOR = `${SOURCES}
from fivetran_connector_sdk import Connector, Operations as op

def schema(configuration):
    return [{"table": table, "primary_key": ["id"]} for table in ("api", "database")]

def update(configuration, state):
    for table, ids in {"api": api(), "database": database()}.items():
        for id in ids:
            op.upsert(table, {"id": id})
    objects, size = store()
    op.checkpoint({"objects": objects, "size": size, "vault": vault()})

connector = Connector(update=update, schema=schema)
`;

/** As `playground exec` runs a program, or as the shell does that has evaluated `playground env`. */
const WAYS = {
  exec: ['playground', 'exec', '--', 'python', '-c', PROGRAM],
  env: ['sh', '-c', 'eval "$(playground env)"; exec python -c "$0"', PROGRAM],
};

it.each(['exec', 'env'] as const)('reaches every source by playground %s', async (way) => {
  const printed = await project.compose('run', '--rm', '-T', 'workbench', ...WAYS[way]);
  const read = JSON.parse(printed) as Record<'api' | 'database', string[]> & {
    store: number[];
    vault: string;
  };
  const people = Array.from({ length: 200 }, (_, index) => createDataset().people.at(index).id).sort();
  expect(read.api).toEqual(people);
  expect(read.database).toHaveLength(200);
  expect(read.store[0]).toBeGreaterThan(8);
  expect(read.store[1]).toBeGreaterThan(10_000);
  expect(read.vault).toBe('postgres');
});

it('reaches every source by playground run, which syncs a connector twice', async () => {
  const script =
    'mkdir /tmp/connector && printf %s "$0" >/tmp/connector/connector.py && exec playground run /tmp/connector --json --allow-empty';
  const printed = await project.compose('run', '--rm', '-T', 'workbench', 'sh', '-c', script, CONNECTOR);
  const { runs } = JSON.parse(printed) as { runs: { result: string; syncs: object[] }[] };
  const rows = { rows: 200, written: 200, deleted: 0 };
  const sync = {
    exitCode: 0,
    tables: { api: rows, database: rows },
    state: { objects: expect.any(Number), size: expect.any(Number), vault: 'postgres' },
  };
  expect(runs).toMatchObject([{ result: 'succeeded', syncs: [sync, sync] }]);
});
