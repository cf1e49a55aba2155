"""Reads a database that only the bastion can reach."""

import psycopg2
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op
from sshtunnel import SSHTunnelForwarder

BEGINNING = "1970-01-01T00:00:00+00:00"
ROWS_OF_A_BATCH = 500


def schema(configuration):
    return [{"table": "sample_users", "primary_key": ["id"], "columns": {"modified_at": "UTC_DATETIME"}}]


def update(configuration, state):
    since = state.get("modified_at", BEGINNING)
    with tunnel(configuration) as opened, connection(configuration, opened.local_bind_port) as database:
        # A named cursor stays on the server: rows come in batches, however many there are.
        with database.cursor("sample_users") as cursor:
            cursor.itersize = ROWS_OF_A_BATCH
            cursor.execute(
                "SELECT id, name, modified_at FROM sample_users WHERE modified_at > %s ORDER BY modified_at",
                (since,),
            )
            for count, (id, name, modified_at) in enumerate(cursor, start=1):
                op.upsert("sample_users", {"id": id, "name": name, "modified_at": modified_at})
                since = modified_at.isoformat()
                if count % ROWS_OF_A_BATCH == 0:
                    op.checkpoint({"modified_at": since})
    op.checkpoint({"modified_at": since})


def tunnel(configuration):
    return SSHTunnelForwarder(
        (configuration["ssh_host"], int(configuration["ssh_port"])),
        ssh_username=configuration["ssh_user"],
        ssh_password=configuration["ssh_password"],
        # The name means something to the bastion only.
        remote_bind_address=(configuration["database_host"], int(configuration["database_port"])),
        allow_agent=False,
        host_pkey_directories=[],
    )


def connection(configuration, port):
    return psycopg2.connect(
        host="127.0.0.1",
        port=port,
        dbname=configuration["database"],
        user=configuration["user"],
        password=configuration["password"],
    )


connector = Connector(update=update, schema=schema)
