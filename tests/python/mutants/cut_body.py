"""Takes an answer that breaks off for one without rows."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

from source import OVERLAP_SECONDS, NoRows, ask, date_of, moved, pages, read_deletes, schema, write


def uncut(url, **parameters):
    try:
        answer = ask(url, **parameters)
    except requests.RequestException:
        return NoRows()
    answer.raise_for_status()
    return answer


def update(configuration, state):
    read_deletes(state)
    began = None
    for answer in pages(moved(state.get("cursor"), -OVERLAP_SECONDS), uncut):
        write(answer)
        began = began or (answer.headers and date_of(answer))
    state["cursor"] = began
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
