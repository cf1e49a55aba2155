"""How a connector should read the API. Each connector of this folder does one thing otherwise."""

import time
from datetime import datetime, timedelta, timezone

import requests
from fivetran_connector_sdk import Operations as op

BASE_URL = "http://127.0.0.1:5001"
KEYSET = f"{BASE_URL}/pagination/keyset"
OFFSET = f"{BASE_URL}/pagination/offset"
PAGE = 50
TRIES = 4
MINUTE = 60
# Longer than any row is late.
OVERLAP_SECONDS = 10 * MINUTE


class NoRows:
    """What connectors make of an answer that has none for them."""

    def __init__(self, headers=None):
        self.headers = headers or {}

    def json(self):
        return {"data": []}


def schema(configuration):
    return [{"table": "user", "primary_key": ["id"]}]


def ask(url, **parameters):
    """One request, whatever its answer."""
    return requests.get(url, params={name: value for name, value in parameters.items() if value is not None}, timeout=10)


def read(url, **parameters):
    """Waits and asks again where that can help, and fails in the end."""
    problem = None
    for _ in range(TRIES):
        wait = 0.1
        try:
            answer = ask(url, **parameters)
            if answer.ok and isinstance(answer.json().get("data"), list):
                return answer
            problem = f"it was answered {answer.status_code}"
            if 400 <= answer.status_code < 500 and answer.status_code != 429:
                break
            wait = wait_of(answer, wait)
        except (requests.RequestException, ValueError) as error:
            problem = error
        time.sleep(wait)
    raise RuntimeError(f"{url} cannot be read: {problem}.")


def wait_of(answer, otherwise):
    """The seconds that the source asks for, which it tells as a number or as an instant of its own clock."""
    told = answer.headers.get("Retry-After")
    if told is None:
        return otherwise
    if told.isdigit():
        return int(told)
    return (http_time(told) - http_time(answer.headers["Date"])).total_seconds()


def http_time(text):
    return datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=timezone.utc)


def date_of(answer):
    """When the source answered, as an instant."""
    return iso(http_time(answer.headers["Date"]))


def iso(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def moved(instant, seconds):
    """None stays None."""
    if instant is None:
        return None
    return iso(datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc) + timedelta(seconds=seconds))


def newest(rows, known):
    stamps = [row["updatedAt"] for row in rows if row["updatedAt"]]
    return max([*stamps, *([known] if known else [])], default=None)


def pages(since, get=read):
    """Answers page by page, in the order in which rows were changed."""
    parameters = {"updated_since": since}
    while True:
        answer = get(KEYSET, **parameters)
        yield answer
        following = answer.json().get("scroll_param")
        if not following:
            return
        if following == parameters.get("scroll_param"):
            raise RuntimeError(f"The page {following} leads to itself.")
        parameters = {"scroll_param": following}


def offset_pages(since, get=read):
    """Answers page by page, as if no row ever moved."""
    offset, total = 0, 1
    while offset < total:
        answer = get(OFFSET, limit=PAGE, offset=offset, order_by="updatedAt", updated_since=since)
        yield answer
        if offset == 0:
            total = answer.json().get("total", 0)
        offset += PAGE


def write(answer):
    """Upserts the rows of an answer, and returns them."""
    rows = answer.json()["data"]
    for row in rows:
        op.upsert("user", row)
    return rows


def read_deletes(state):
    """Who has gone since a while before the last sync."""
    parameters = {"since": moved(state.get("deletes"), -5 * MINUTE)}
    if parameters["since"] is None:
        state["deletes"] = date_of(read(OFFSET, limit=1))
        return
    while True:
        answer = read(f"{BASE_URL}/incremental/deleted", limit=500, **parameters)
        for row in answer.json()["data"]:
            op.delete("user", {"id": row["id"]})
        state["deletes"] = date_of(answer)
        following = answer.json().get("scroll_param")
        if not following:
            return
        parameters = {"scroll_param": following}
