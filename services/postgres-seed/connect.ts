import pg from 'pg';

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Connects without TLS, does the work and hangs up, whatever comes of it. */
export async function withClient<Result>(
  connection: Connection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const { host, port, database, user, password } = connection;
  const client = new pg.Client({ host, port, database, user, password, ssl: false });
  // A connection that is lost between two queries is told here only; the next query rejects all the same.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
