"""Asks for what is later than the newest instant that it has seen: a row of that second may come after it."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import BASE_URL, newest, read, read_deletes, schema, write


def update(configuration, state):
    read_deletes(state)
    rows = write(read(f"{BASE_URL}/incremental/timestamp", since=state.get("cursor")))
    state["cursor"] = newest(rows, state.get("cursor"))
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
