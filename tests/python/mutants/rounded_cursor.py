"""Keeps the minute after the newest instant that it has seen."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import MINUTE, moved, newest, pages, read_deletes, schema, write


def update(configuration, state):
    read_deletes(state)
    cursor = state.get("cursor")
    for answer in pages(cursor):
        cursor = newest(write(answer), cursor)
    state["cursor"] = rounded_up(cursor)
    op.checkpoint(state)


def rounded_up(instant):
    seconds = int(instant[17:19])
    return moved(instant, MINUTE - seconds) if seconds else instant


connector = Connector(update=update, schema=schema)
