import type pg from 'pg';
import { CONTROL, DATABASE, NEXT } from '../database-names.ts';
import { RESET_LOCK } from '../reset-lock.ts';
import type { RoleDefinition } from './roles.ts';

/**
 * What the admin may do as the superuser, and nothing else of his. Every function names its schema search path, so that
 * nobody's object takes the place of the server's own.
 */
const DEFINER = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

const DATABASES = [DATABASE, NEXT].map((name) => `'${name}'`).join(', ');

/** Verifiers, not passwords: what can be read here can be read in `pg_authid` too, and by nobody else. */
const ROLE_TABLE = `
  CREATE TABLE IF NOT EXISTS control.role (
    name name PRIMARY KEY,
    is_client boolean NOT NULL,
    attributes text NOT NULL,
    memberships name[] NOT NULL,
    verifier text NOT NULL
  )`;

/** No session of a client begins any more. */
const SHUT_OUT = `
  CREATE OR REPLACE FUNCTION control.shut_out() RETURNS void ${DEFINER} AS $$
  DECLARE
    client name;
  BEGIN
    FOR client IN SELECT name FROM control.role WHERE is_client LOOP
      EXECUTE format('ALTER ROLE %I NOLOGIN', client);
    END LOOP;
  END $$`;

/**
 * Ends the clients' sessions in every database, because one that does not read what it is sent keeps any database from
 * being dropped, and everybody's in ours. Those who are told first are waited for.
 */
const END_SESSIONS = `
  CREATE OR REPLACE FUNCTION control.end_sessions() RETURNS void ${DEFINER} AS $$
  DECLARE
    deadline timestamptz := clock_timestamp() + interval '10 seconds';
  BEGIN
    LOOP
      PERFORM pg_stat_clear_snapshot();
      PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid()
        AND (datname IN (${DATABASES}) OR usename IN (SELECT name FROM control.role WHERE is_client));
      EXIT WHEN NOT FOUND;
      IF clock_timestamp() > deadline THEN
        RAISE EXCEPTION 'a session of a client does not end' USING HINT = 'Restart the server.';
      END IF;
      PERFORM pg_sleep(0.005);
    END LOOP;
  END $$`;

/**
 * Slots of our database keep it from being dropped, and physical ones, which only the owner makes here, keep the log.
 * Those of other databases are not ours.
 */
const DROP_SLOTS = `
  CREATE OR REPLACE FUNCTION control.drop_slots() RETURNS void ${DEFINER} AS $$
  BEGIN
    PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots
    WHERE NOT active AND (database IN (${DATABASES}) OR database IS NULL);
  END $$`;

const RESTORE_ROLES = `
  CREATE OR REPLACE FUNCTION control.restore_roles() RETURNS void ${DEFINER} AS $$
  DECLARE
    role record;
    other record;
    membership name;
  BEGIN
    FOR role IN SELECT * FROM control.role LOOP
      EXECUTE format(
        'ALTER ROLE %I LOGIN INHERIT NOSUPERUSER NOCREATEROLE NOBYPASSRLS %s CONNECTION LIMIT -1 VALID UNTIL ''infinity''',
        role.name, role.attributes);
      -- Only if it is another: the log, which the owner may follow, need not hold verifiers without a reason.
      IF role.verifier IS DISTINCT FROM (SELECT rolpassword FROM pg_authid WHERE rolname = role.name) THEN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', role.name, role.verifier);
      END IF;

      FOR other IN
        SELECT datname FROM pg_db_role_setting LEFT JOIN pg_database ON pg_database.oid = setdatabase
        WHERE setrole = (SELECT oid FROM pg_roles WHERE rolname = role.name)
      LOOP
        EXECUTE format('ALTER ROLE %I', role.name)
          || coalesce(' IN DATABASE ' || quote_ident(other.datname), '') || ' RESET ALL';
      END LOOP;

      FOR other IN
        SELECT groups.rolname AS of, members.rolname AS member, grantors.rolname AS grantor
        FROM pg_auth_members
          JOIN pg_roles groups ON groups.oid = roleid
          JOIN pg_roles members ON members.oid = pg_auth_members.member
          JOIN pg_roles grantors ON grantors.oid = pg_auth_members.grantor
        WHERE groups.rolname = role.name
          OR members.rolname = role.name AND groups.rolname <> ALL (role.memberships)
      LOOP
        EXECUTE format('REVOKE %I FROM %I GRANTED BY %I CASCADE', other.of, other.member, other.grantor);
      END LOOP;
      FOREACH membership IN ARRAY role.memberships LOOP
        EXECUTE format('GRANT %I TO %I WITH ADMIN FALSE, INHERIT TRUE', membership, role.name);
      END LOOP;
    END LOOP;
  END $$`;

const FUNCTIONS = [SHUT_OUT, END_SESSIONS, DROP_SLOTS, RESTORE_ROLES];

/** Makes the database from which everything else is reset, if it is missing. Clients cannot connect to it. */
export async function makeControlDatabase(client: pg.Client, admin: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [CONTROL]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${CONTROL} TEMPLATE template0`);
  await client.query(`REVOKE ALL ON DATABASE ${CONTROL} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${CONTROL} TO ${client.escapeIdentifier(admin)}`);
}

/** Writes down, in the control database, what the roles are from now on, and makes them so. */
export async function keepRoles(
  client: pg.Client,
  roles: readonly RoleDefinition[],
  admin: string,
): Promise<void> {
  const adminName = client.escapeIdentifier(admin);
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [RESET_LOCK]);
  await client.query('CREATE SCHEMA IF NOT EXISTS control');
  await client.query(ROLE_TABLE);
  await client.query('DELETE FROM control.role');
  for (const { login, isClient, attributes, memberships } of roles) {
    await client.query(
      'INSERT INTO control.role SELECT rolname, $2, $3, $4, rolpassword FROM pg_authid WHERE rolname = $1',
      [login.user, isClient, attributes, memberships],
    );
  }
  for (const statement of FUNCTIONS) await client.query(statement);
  await client.query('REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA control FROM PUBLIC');
  await client.query(`GRANT USAGE ON SCHEMA control TO ${adminName}`);
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA control TO ${adminName}`);
  await client.query('SELECT control.restore_roles()');
  await client.query('COMMIT');
}
