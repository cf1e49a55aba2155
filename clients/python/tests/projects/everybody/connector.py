"""A connector that reads everybody at each sync, and takes an error for the end of the data if it is told to."""

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration: dict[str, str]) -> list[dict[str, object]]:
    return [{"table": "person", "primary_key": ["id"]}]


def update(configuration: dict[str, str], state: dict[str, str]) -> None:
    url = configuration.get("api_url", "http://127.0.0.1:5001")
    op.truncate("person")
    page = {}
    while True:
        answer = requests.get(f"{url}/pagination/keyset", params=page, timeout=30)
        if answer.status_code >= 500 and configuration.get("gives_up") == "yes":
            break
        if answer.status_code >= 500:
            continue
        for person in answer.json()["data"]:
            op.upsert("person", person)
        page = {"scroll_param": answer.json()["scroll_param"]}
        if page["scroll_param"] is None:
            break
    op.checkpoint({"done": "yes"})


connector = Connector(update=update, schema=schema)
