import { rm } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../../authority/open-authority.ts';
import {
  connected,
  startTemporaryPostgres,
  type TemporaryPostgres,
  temporaryFolder,
} from './with-postgres.ts';

let folder = '';
let ca = '';
let postgres: TemporaryPostgres;

beforeAll(async () => {
  folder = await temporaryFolder();
  const authority = await openAuthority(folder);
  ca = authority.caCertificate;
  postgres = await startTemporaryPostgres({ tls: { ...authority.issue(['127.0.0.1', 'localhost']), ca } });
});

afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const ENCRYPTED = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';

describe('a server with a certificate', () => {
  it('says so in its endpoints', () => {
    expect(postgres.endpoints).toMatchObject({ sslmode: 'require', ca });
  });

  it.each<[string, () => ConnectionOptions | false, boolean]>([
    ['disable', () => false, false],
    ['require', () => ({ rejectUnauthorized: false }), true],
    ['verify-full', () => ({ ca }), true],
  ])('takes clients with sslmode %s', async (_mode, ssl, isEncrypted) => {
    const { endpoints } = postgres;
    const { rows } = await connected(endpoints, (client) => client.query(ENCRYPTED), endpoints.owner, ssl());
    expect(rows).toEqual([{ ssl: isEncrypted }]);
  });
});
