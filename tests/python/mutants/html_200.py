"""Looks at the status alone: a page in HTML with 200 has no rows."""

from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import OVERLAP_SECONDS, NoRows, ask, date_of, moved, pages, read_deletes, schema, write


def status_alone(url, **parameters):
    answer = ask(url, **parameters)
    answer.raise_for_status()
    return answer if "json" in answer.headers.get("Content-Type", "") else NoRows(answer.headers)


def update(configuration, state):
    read_deletes(state)
    began = None
    for answer in pages(moved(state.get("cursor"), -OVERLAP_SECONDS), status_alone):
        write(answer)
        began = began or date_of(answer)
    state["cursor"] = began
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
