"""Reads what needs a key, and says so when the key is wrong."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "user", "primary_key": ["id"]}]


def update(configuration, state):
    response = requests.get(
        f"{configuration['base_url']}/auth/api_key",
        headers={"Authorization": f"apiKey {configuration['api_key']}"},
        timeout=10,
    )
    # Without this line a refusal would be a sync that succeeds with no rows.
    response.raise_for_status()
    for user in response.json()["data"]:
        op.upsert("user", user)
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
