import type pg from 'pg';
import type { Login } from '../credentials.ts';

/** Tables that an example drops at the end of every run. */
const KEPT_TABLES = ['sample_table', 'product_inventory'] as const;

/** Where the kept tables lie a second time. Clients have no business there. */
const STORE = 'playground_kept';

/**
 * Makes dropped tables come back at once with their seeded rows, so that an example which drops its source
 * runs twice. Any other table that is dropped stays dropped.
 */
export async function keepTables(client: pg.Client, owner: Login, reader: Login): Promise<void> {
  const ownerName = client.escapeIdentifier(owner.user);
  const readerName = client.escapeIdentifier(reader.user);
  await client.query(`CREATE SCHEMA ${STORE}`);
  for (const table of KEPT_TABLES) {
    await client.query(`CREATE TABLE ${STORE}.${table} (LIKE public.${table} INCLUDING ALL)`);
    await client.query(`INSERT INTO ${STORE}.${table} TABLE public.${table}`);
  }
  // As its definer, because whoever drops a table may not read the store.
  await client.query(`
    CREATE FUNCTION ${STORE}.bring_back() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      dropped text;
    BEGIN
      FOR dropped IN
        SELECT object_name FROM pg_event_trigger_dropped_objects()
        WHERE original AND object_type = 'table' AND schema_name = 'public'
          AND object_name IN (${KEPT_TABLES.map((table) => client.escapeLiteral(table)).join(', ')})
      LOOP
        EXECUTE format('CREATE TABLE public.%I (LIKE ${STORE}.%1$I INCLUDING ALL)', dropped);
        EXECUTE format('INSERT INTO public.%I TABLE ${STORE}.%1$I', dropped);
        EXECUTE format('ALTER TABLE public.%I OWNER TO %I', dropped, ${client.escapeLiteral(owner.user)});
        EXECUTE format('GRANT SELECT, REFERENCES ON public.%I TO %I', dropped, ${client.escapeLiteral(reader.user)});
      END LOOP;
    END $$`);
  await client.query(
    `CREATE EVENT TRIGGER playground_kept ON sql_drop EXECUTE FUNCTION ${STORE}.bring_back()`,
  );
  await client.query(`REVOKE ALL ON SCHEMA ${STORE} FROM PUBLIC, ${ownerName}, ${readerName}`);
}
