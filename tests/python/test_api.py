"""The API through `requests`, as connectors read it."""

import csv
import io

import pytest
import requests


@pytest.fixture
def api(endpoints):
    return endpoints["api"]


def test_next_page_url_is_followed_to_the_end(api):
    url, seen = f"{api['url']}/pagination/next_page_url?per_page=50", []
    while url:
        page = requests.get(url, timeout=10).json()
        seen += [person["id"] for person in page["data"]]
        url = page["next_page_url"]
    assert len(seen) == len(set(seen)) == 200


def test_timestamp_sync_ends(api):
    since, seen = "0001-01-01T00:00:00Z", []
    while data := requests.get(f"{api['url']}/incremental/timestamp", {"since": since}, timeout=10).json()["data"]:
        seen += data
        since = data[-1]["updatedAt"]
    assert len(seen) == 200


def test_csv_reads_back_with_its_commas_and_lines(api):
    rows = list(csv.DictReader(io.StringIO(requests.get(f"{api['url']}/export/csv", timeout=10).text)))
    assert len(rows) == 200
    assert all("\n" in row["address"] for row in rows)


def test_session_token(api):
    login = requests.post(f"{api['url']}/auth/session_token/login", json=api["credentials"]["session"], timeout=10)
    headers = {"Authorization": f"Token {login.json()['token']}"}
    assert len(requests.get(f"{api['url']}/auth/session_token/data", headers=headers, timeout=10).json()["data"]) == 20


@pytest.mark.parametrize("path", ["http_basic", "http_bearer", "api_key"])
def test_wrong_credentials_are_refused(api, path):
    response = requests.get(f"{api['url']}/auth/{path}", headers={"Authorization": "Basic bm86bm8="}, timeout=10)
    assert response.status_code == 401
    assert response.json() == {"error": "Invalid API key or format"}
