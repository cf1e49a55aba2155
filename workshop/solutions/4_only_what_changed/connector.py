"""Begins where the last sync ended."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

BEGINNING = "1970-01-01T00:00:00Z"


def schema(configuration):
    return [{"table": "user", "primary_key": ["id"]}]


def update(configuration, state):
    since = state.get("updated_at", BEGINNING)
    for page in pages(f"{configuration['base_url']}/pagination/keyset", {"updated_since": since}):
        for user in page:
            op.upsert("user", user)
            since = max(since, user["updatedAt"])
        # After each page, so that a sync which breaks off loses one page and not all.
        op.checkpoint({"updated_at": since})


def pages(url, parameters):
    while True:
        response = requests.get(url, params=parameters, timeout=10)
        response.raise_for_status()
        answer = response.json()
        yield answer["data"]
        if not answer["scroll_param"]:
            return
        parameters = {"scroll_param": answer["scroll_param"]}


connector = Connector(update=update, schema=schema)
