"""Waits when it is told to, tries again what may yet succeed, and loses at most one page."""

import time

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Logging as log
from fivetran_connector_sdk import Operations as op

BEGINNING = "1970-01-01T00:00:00Z"
ROWS_OF_A_PAGE = 10
TRIES = 6
LONGEST_WAIT_SECONDS = 30


def schema(configuration):
    return [{"table": "user", "primary_key": ["id"]}]


def update(configuration, state):
    url = f"{configuration['base_url']}/pagination/offset"
    since = state.get("updated_at", BEGINNING)
    parameters = {"order_by": "updatedAt", "order_type": "asc", "updated_since": since, "limit": ROWS_OF_A_PAGE}
    offset = 0
    while True:
        answer = get(url, {**parameters, "offset": offset})
        for user in answer["data"]:
            op.upsert("user", user)
            since = user["updatedAt"]
        # Rows come in the order of the cursor, so everything up to it is written.
        op.checkpoint({"updated_at": since})
        offset += len(answer["data"])
        if not answer["data"] or offset >= answer["total"]:
            return


def get(url, parameters):
    """Asks until there is an answer. What will not get better, such as a wrong key, is raised at once."""
    for attempt in range(1, TRIES + 1):
        try:
            response = requests.get(url, params=parameters, timeout=10)
        except (requests.ConnectionError, requests.Timeout) as error:
            if attempt == TRIES:
                raise
            wait(attempt, None, error)
            continue
        if response.status_code != 429 and response.status_code < 500:
            response.raise_for_status()
            return response.json()
        if attempt < TRIES:
            wait(attempt, response.headers.get("Retry-After"), response.status_code)
    response.raise_for_status()


def wait(attempt, asked_seconds, reason):
    """As long as the source asks for; where it does not say, longer each time."""
    seconds = min(float(asked_seconds) if asked_seconds else 2**attempt, LONGEST_WAIT_SECONDS)
    log.warning(f"{reason}: trying again in {seconds:g} s")
    time.sleep(seconds)


connector = Connector(update=update, schema=schema)
