"""People from the API, page by page in the order of their last change; the next sync begins at the last one."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration):
    return [{"table": "people", "primary_key": ["id"]}]


def update(configuration, state):
    url = f"{configuration['api_url']}/pagination/keyset"
    parameters = {"updated_since": state["changed_at"]} if "changed_at" in state else {}
    while parameters is not None:
        page = requests.get(url, params=parameters, timeout=30).json()
        for person in page["data"]:
            op.upsert("people", person)
            state["changed_at"] = person["updatedAt"]
        op.checkpoint(state)
        parameters = {"scroll_param": page["scroll_param"]} if page["scroll_param"] else None


connector = Connector(update=update, schema=schema)
