import type pg from 'pg';

/** The name that Debezium takes unless told another; it uses a publication that is there, and makes none. */
const PUBLICATION = 'dbz_publication';

/**
 * Publishes all tables under the name that Debezium expects. Only a superuser can do so, and no client is one.
 *
 * A published table that has no primary key could not be updated any more, so it is told to identify rows by all their
 * columns: those of the seed here, later ones by a trigger.
 */
export async function publishTables(client: pg.Client): Promise<void> {
  await client.query('CREATE SCHEMA playground_published');
  await client.query(`
    CREATE FUNCTION playground_published.identify(relation regclass) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF EXISTS (
        SELECT FROM pg_class WHERE oid = relation AND relkind IN ('r', 'p') AND relpersistence = 'p'
          AND relreplident = 'd'
          AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = relation AND indisprimary AND indisvalid)
      ) THEN
        EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', relation);
      END IF;
    END $$`);
  // As its definer, because whoever alters a table may not execute what is in this schema.
  await client.query(`
    CREATE FUNCTION playground_published.identify_altered() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      PERFORM playground_published.identify(objid) FROM pg_event_trigger_ddl_commands()
      WHERE classid = 'pg_class'::regclass AND object_type = 'table';
    END $$`);
  await client.query('REVOKE ALL ON SCHEMA playground_published FROM PUBLIC');
  await client.query(`
    SELECT playground_published.identify(oid) FROM pg_class
    WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'`);
  await client.query(
    'CREATE EVENT TRIGGER playground_published ON ddl_command_end EXECUTE FUNCTION playground_published.identify_altered()',
  );
  await client.query(`CREATE PUBLICATION ${PUBLICATION} FOR ALL TABLES`);
}
