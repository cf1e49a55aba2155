export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Who may log in, and as what. */
export interface PostgresCredentials {
  /** Owns the tables: may read, write, drop and create, and open replication slots. */
  readonly owner: Login;
  /** May read, and see keys and everybody's activity; may write nothing. */
  readonly reader: Login;
  /** Brings the database back to its seeded state; sees no table. */
  readonly admin: Login;
}

/** The same on every machine, so that a written configuration still works tomorrow. */
export const fixedCredentials: PostgresCredentials = {
  owner: { user: 'playground', password: 'playground-password' },
  reader: { user: 'playground_reader', password: 'playground-reader-password' },
  admin: { user: 'playground_admin', password: 'playground-admin-password' },
};

/** Of a database in the same server. Its admin is that of the server. */
export function credentialsOfWorld(
  world: string,
  { owner, reader, admin }: PostgresCredentials,
): PostgresCredentials {
  return { owner: { ...owner, user: world }, reader: { ...reader, user: `${world}_reader` }, admin };
}
