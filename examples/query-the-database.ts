/** Reads the seeded database, breaks it, and brings it back. */
import { createPlayground } from 'connector-playground';
import pg from 'pg';

await using playground = await createPlayground({ services: ['postgres'] });
const { url } = playground.endpoints.postgres;

async function countUsers(): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS users FROM users');
  await client.query('DELETE FROM users');
  await client.end();
  return rows[0].users;
}

process.stdout.write(`${await countUsers()} users, then ${await countUsers()}`);
await playground.reset('postgres');
process.stdout.write(`, and ${await countUsers()} after a reset\n`);
