import type pg from 'pg';

const TABLESPACE = 'playground_refuses_backups';

/** Tar, the format of a base backup, takes names of up to 99 characters (`tarCreateHeader`, src/port/tar.c). */
const TOO_LONG = `this-server-hands-out-no-base-backup-${'because-its-files-hold-the-verifiers-of-all-passwords-'.repeat(2)}`;

/**
 * Makes every BASE_BACKUP end with an error before it sends a file.
 *
 * Whoever may decode changes has REPLICATION, and with it PostgreSQL 17 runs BASE_BACKUP on a connection to any database,
 * which no line of `pg_hba.conf` can tell from logical replication. A backup sends tablespaces before the data folder;
 * the one made here has nothing in it but a file whose name no backup can send.
 */
export async function refuseBackups(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT oid FROM pg_tablespace WHERE spcname = $1', [TABLESPACE]);
  // In the data folder itself, so that no other place is needed.
  await client.query('SET allow_in_place_tablespaces = on');
  if (rows.length === 0) await client.query(`CREATE TABLESPACE ${TABLESPACE} LOCATION ''`);
  const { rows: folders } = await client.query<{ folder: string }>(
    `SELECT format('%s/pg_tblspc/%s/%s', current_setting('data_directory'), tablespace.oid, version) AS folder
     FROM pg_tablespace tablespace, pg_ls_dir(format('pg_tblspc/%s', tablespace.oid)) version WHERE spcname = $1`,
    [TABLESPACE],
  );
  for (const { folder } of folders) {
    await client.query(`COPY (SELECT) TO ${client.escapeLiteral(`${folder}/${TOO_LONG}`)}`);
  }
  await client.query('RESET allow_in_place_tablespaces');
}
