"""A connector as its writer has it: reads who changed since the last sync, and keeps how far it came."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration: dict[str, str]) -> list[dict[str, object]]:
    return [{"table": "person", "primary_key": ["id"], "columns": {"name": "STRING"}}]


def update(configuration: dict[str, str], state: dict[str, str]) -> None:
    since = state.get("since", "1970-01-01T00:00:00Z")
    answer = requests.get(f"{configuration['api_url']}/incremental/timestamp", params={"since": since}, timeout=30)
    answer.raise_for_status()
    for person in answer.json()["data"]:
        op.upsert("person", {"id": person["id"], "name": person["name"]})
        since = max(since, person["updatedAt"])
    op.checkpoint({"since": since})


connector = Connector(update=update, schema=schema)
