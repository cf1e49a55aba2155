"""Asks from the newest instant on that it has seen: a row with an older one may come after it."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import newest, pages, read_deletes, schema, write


def update(configuration, state):
    read_deletes(state)
    cursor = state.get("cursor")
    for answer in pages(cursor):
        cursor = newest(write(answer), cursor)
    state["cursor"] = cursor
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
