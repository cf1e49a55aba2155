"""Customers of Acme, by the Connector SDK: what is new since a while before the last sync, and who is gone."""

import time
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import requests
from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op

BASE = "https://api.acme.example/v1"
HEADERS = {"Authorization": "Bearer acme-token"}
# Longer than a row is late, a clock is ahead or a list is behind; a change may leave no stamp, so all is read now and then.
OVERLAP = timedelta(minutes=10)
DELETES_OVERLAP = timedelta(minutes=5)
FULL_AFTER = timedelta(minutes=30)
TRIES = 5


def schema(configuration):
    return [{"table": "customer", "primary_key": ["id"]}]


def read(path, parameters):
    """An answer and when the source gave it. It waits and asks again, and fails in the end."""
    for attempt in range(TRIES):
        wait = 0.2 * 2**attempt
        try:
            answer = requests.get(BASE + path, headers=HEADERS, params=parameters, timeout=30)
            if answer.status_code == 200:
                return answer.json(), parsedate_to_datetime(answer.headers["Date"])
            if answer.status_code < 500 and answer.status_code != 429:
                break
            wait = float(answer.headers.get("Retry-After", wait))
        except (requests.RequestException, ValueError):
            pass
        time.sleep(wait)
    raise RuntimeError(f"{path} cannot be read")


def iso(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def walk(since):
    """All pages since a time. One that leads to itself is an error."""
    parameters = {"limit": 50, **({"updated_since": iso(since)} if since else {})}
    while True:
        page, _ = read("/customers", parameters)
        yield from page["data"]
        token = page["next"]
        if not token:
            return
        if token == parameters.get("page_token"):
            raise RuntimeError("a page leads to itself")
        parameters = {"limit": 50, "page_token": token}


def update(configuration, state):
    known = {name: datetime.fromisoformat(state[name]) for name in ("began", "full", "newest") if name in state}
    _, now = read("/customers", {"limit": 1})
    if "began" in known:
        gone, _ = read("/deleted-customers", {"updated_since": iso(known["began"] - DELETES_OVERLAP)})
        for row in gone:
            op.delete("customer", {"id": row["id"]})
    is_full = "full" not in known or now - known["full"] > FULL_AFTER
    newest = known.get("newest", datetime.fromtimestamp(0, timezone.utc))
    columns = None
    for row in walk(None if is_full else newest - OVERLAP):
        columns = sorted(row)
        if row["changed"] is not None:
            newest = max(newest, datetime.fromtimestamp(row["changed"] / 1000, timezone.utc))
        op.upsert("customer", row)
    # A column that has come is in rows that have not changed, too.
    if not is_full and columns not in (None, state.get("columns")):
        for row in walk(None):
            op.upsert("customer", row)
        is_full = True
    kept = {"began": now, "newest": newest, "full": now if is_full else known["full"]}
    columns = columns or state.get("columns")
    op.checkpoint({"columns": columns, **{name: moment.isoformat() for name, moment in kept.items()}})


connector = Connector(update=update, schema=schema)
