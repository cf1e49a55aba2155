"""Reads by offset: a row that changes meanwhile moves those after it into a page that was read."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import OVERLAP_SECONDS, moved, newest, offset_pages, read_deletes, schema, write


def update(configuration, state):
    read_deletes(state)
    cursor = state.get("cursor")
    for answer in offset_pages(moved(cursor, -OVERLAP_SECONDS)):
        cursor = newest(write(answer), cursor)
    state["cursor"] = cursor
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
