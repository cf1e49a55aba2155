import type { StartedEndpoints } from '../playground/index.ts';
import { apiBanner } from './api-banner.ts';
import { table } from './table.ts';

/** What is shown at the start: every endpoint and credential, and commands to copy. */
export async function banner(endpoints: StartedEndpoints): Promise<string> {
  const api = endpoints.api ? [await apiBanner(endpoints.api)] : [];
  const rows = [
    ...databaseRows(endpoints),
    ...bastionRows(endpoints),
    ...s3Rows(endpoints),
    ...vaultRows(endpoints),
    ...gatewayRows(endpoints),
    ...redshiftRows(endpoints),
  ];
  const others = rows.length > 0 ? [table(['Source', 'Address', 'Credentials'], rows)] : [];
  const lines = [...databaseLines(endpoints), ...bastionLines(endpoints), ...s3Lines(endpoints)]
    .map((line) => `${line}\n`)
    .join('');
  return `${[...api, ...others].map((part) => `${part}\n`).join('')}${lines}\n`;
}

function databaseRows({ postgres: database }: StartedEndpoints): string[][] {
  if (!database) return [];
  const { host, port, owner, reader } = database;
  const address = `${host}:${port}/${database.database}`;
  return [
    ['Postgres, owner', address, `Username: ${owner.user} Password: ${owner.password}`],
    ['Postgres, read-only', address, `Username: ${reader.user} Password: ${reader.password}`],
  ];
}

function bastionRows({ bastion }: StartedEndpoints): string[][] {
  if (!bastion) return [];
  const { host, port, password, key } = bastion;
  const address = `${host}:${port}`;
  return [
    ['SSH bastion, password', address, `Username: ${password.user} Password: ${password.password}`],
    ['SSH bastion, key', address, `Username: ${key.user} Key: ${key.rsa.openSsh.path}`],
  ];
}

function databaseLines({ postgres: database }: StartedEndpoints): string[] {
  return database ? [`psql '${database.url}'`] : [];
}

function bastionLines({ bastion }: StartedEndpoints): string[] {
  if (!bastion) return [];
  const names = bastion.forwards.map(({ host, port }) => `${host}:${port}`);
  return [
    `ssh -N -L 6543:postgres:5432 -p ${bastion.port} -i ${bastion.key.rsa.openSsh.path} ${bastion.key.user}@${bastion.host}`,
    `The bastion forwards to ${names.join(', ')}.`,
  ];
}

function s3Rows({ s3 }: StartedEndpoints): string[][] {
  if (!s3) return [];
  return [
    [`S3, bucket ${s3.bucket}`, s3.url, `Access key: ${s3.accessKeyId} Secret key: ${s3.secretAccessKey}`],
  ];
}

function s3Lines({ s3 }: StartedEndpoints): string[] {
  if (!s3) return [];
  const login = `AWS_ACCESS_KEY_ID=${s3.accessKeyId} AWS_SECRET_ACCESS_KEY=${s3.secretAccessKey} AWS_REGION=${s3.region}`;
  return [`${login} aws --endpoint-url ${s3.url} s3 ls s3://${s3.bucket}/`];
}

function vaultRows({ 'key-vault': vault }: StartedEndpoints): string[][] {
  if (!vault) return [];
  const { url, tenantId, clientId, clientSecret } = vault;
  return [['Key vault', url, `Tenant: ${tenantId} Client: ${clientId} Secret: ${clientSecret}`]];
}

function gatewayRows({ gateway }: StartedEndpoints): string[][] {
  if (!gateway) return [];
  return [['Gateway to public names', gateway.url, `Trust ${gateway.caFile}`]];
}

function redshiftRows({ redshift }: StartedEndpoints): string[][] {
  if (!redshift) return [];
  const { host, port, database, user, password } = redshift;
  return [['Redshift', `${host}:${port}/${database}`, `Username: ${user} Password: ${password}`]];
}
