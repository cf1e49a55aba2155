"""Takes a page that cannot be read for one without rows, and goes on."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import OVERLAP_SECONDS, NoRows, ask, moved, newest, offset_pages, read_deletes, schema, write


def or_nothing(url, **parameters):
    answer = ask(url, **parameters)
    return answer if answer.ok else NoRows()


def update(configuration, state):
    read_deletes(state)
    cursor = state.get("cursor")
    for answer in offset_pages(moved(cursor, -OVERLAP_SECONDS), or_nothing):
        cursor = newest(write(answer), cursor)
    state["cursor"] = cursor
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
