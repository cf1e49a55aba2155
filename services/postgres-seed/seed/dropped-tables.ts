import type pg from 'pg';
import type { Login } from '../credentials.ts';
import type { SqlTable } from './sql-table.ts';

/** Tables that an example drops at the end of every run. */
const KEPT_TABLES = ['sample_table', 'product_inventory'];

/** Where the function is. Clients have no business there. */
const STORE = 'playground_kept';

/**
 * Makes dropped tables come back at once with their seeded rows, so that an example which drops its source
 * runs twice. Any other table that is dropped stays dropped.
 *
 * Their rows are in the text of a function, not in further tables: clients that read every table there is, as Debezium
 * does, would find those too, and may not read them.
 */
export async function keepTables(
  client: pg.Client,
  tables: readonly SqlTable[],
  owner: Login,
  reader: Login,
): Promise<void> {
  await client.query(`CREATE SCHEMA ${STORE}`);
  await giveBackTo(client, tables, owner, reader);
  await client.query(
    `CREATE EVENT TRIGGER playground_kept ON sql_drop EXECUTE FUNCTION ${STORE}.bring_back()`,
  );
  await client.query(`REVOKE ALL ON SCHEMA ${STORE} FROM PUBLIC`);
}

/** Whose the tables are when they come back. They must have their seeded rows. */
export async function giveBackTo(
  client: pg.Client,
  tables: readonly SqlTable[],
  owner: Login,
  reader: Login,
): Promise<void> {
  const kept = tables.filter(({ name }) => KEPT_TABLES.some((table) => name === `public.${table}`));
  const statements: string[] = [];
  for (const table of kept) statements.push(await bringBack(client, table, owner, reader));
  // As its definer, because whoever drops a table may not make an object for another.
  await client.query(`
    CREATE OR REPLACE FUNCTION ${STORE}.bring_back() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      dropped text;
    BEGIN
      FOR dropped IN
        SELECT object_identity FROM pg_event_trigger_dropped_objects() WHERE original AND object_type = 'table'
      LOOP
        ${statements.join('')}
      END LOOP;
    END $$`);
}

/** Makes a table as it is now, when that is the one that was dropped. */
async function bringBack(
  client: pg.Client,
  { name, columns }: SqlTable,
  owner: Login,
  reader: Login,
): Promise<string> {
  const { rows } = await client.query<{ rows: string }>(
    `SELECT coalesce(json_agg(kept), '[]')::text AS rows FROM ${name} kept`,
  );
  const statements = `
    CREATE TABLE ${name} (${columns});
    INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${client.escapeLiteral(rows[0]?.rows ?? '')});
    ALTER TABLE ${name} OWNER TO ${client.escapeIdentifier(owner.user)};
    GRANT SELECT, REFERENCES ON ${name} TO ${client.escapeIdentifier(reader.user)}`;
  // By EXECUTE: a plan made earlier would know the table that is gone.
  return `
        IF dropped = ${client.escapeLiteral(name)} THEN
          EXECUTE ${client.escapeLiteral(statements)};
        END IF;`;
}
