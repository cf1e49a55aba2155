"""Users from PostgreSQL, through a cursor of the server; the next sync reads what changed after the last one."""

import psycopg2
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

QUERY = "SELECT id, name, email, updated_at FROM users WHERE (updated_at, id) > (%s, %s) ORDER BY updated_at, id"


def schema(configuration):
    return [{"table": "users", "primary_key": ["id"], "columns": {"updated_at": "UTC_DATETIME"}}]


def update(configuration, state):
    last = state.get("last", ["0001-01-01T00:00:00Z", 0])
    with psycopg2.connect(configuration["database_url"]) as database:
        with database.cursor("users") as cursor:
            cursor.itersize = 50
            cursor.execute(QUERY, last)
            for id, name, email, updated_at in cursor:
                op.upsert("users", {"id": id, "name": name, "email": email, "updated_at": updated_at})
                last = [updated_at.isoformat(), id]
    op.checkpoint({"last": last})


connector = Connector(update=update, schema=schema)
