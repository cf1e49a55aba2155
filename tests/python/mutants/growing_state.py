"""Keeps every row that it has read in its state."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import OVERLAP_SECONDS, moved, newest, pages, read_deletes, schema, write


def update(configuration, state):
    read_deletes(state)
    cursor = state.get("cursor")
    seen = state.get("seen", [])
    for answer in pages(moved(cursor, -OVERLAP_SECONDS)):
        rows = write(answer)
        seen.extend(row["id"] + (row["updatedAt"] or "") for row in rows)
        cursor = newest(rows, cursor)
    state["cursor"], state["seen"] = cursor, sorted(set(seen))
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
