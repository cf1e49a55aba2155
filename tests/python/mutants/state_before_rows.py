"""Saves how far it has come before it has read the rows."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import BASE_URL, OVERLAP_SECONDS, date_of, moved, pages, read, read_deletes, schema, write


def update(configuration, state):
    since = moved(state.get("cursor"), -OVERLAP_SECONDS)
    state["cursor"] = date_of(read(f"{BASE_URL}/cursors/companies"))
    op.checkpoint(state)
    read_deletes(state)
    for answer in pages(since):
        write(answer)
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
