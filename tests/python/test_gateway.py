"""Public hosts through the gateway, with `requests` as connectors use it: a proxy and a certificate to trust."""

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, HTTPSHandler, build_opener

import pytest
import requests

POSTS = "https://jsonplaceholder.typicode.com/posts"
PRICES = "http://api.marketstack.com/v1/eod?access_key=any&symbols=AAPL&limit=5&offset=0"


@pytest.fixture
def gateway(endpoints):
    return endpoints["gateway"]


@pytest.fixture
def session(gateway):
    with requests.Session() as session:
        # Whatever the machine that runs the tests has in its environment.
        session.trust_env = False
        session.proxies = {"http": gateway["url"], "https": gateway["url"]}
        session.verify = gateway["caFile"]
        yield session


@pytest.fixture
def journal(gateway):
    """What the gateway was asked since the test began."""
    requests.post(f"{gateway['url']}/_playground/reset", timeout=10).raise_for_status()
    return lambda: requests.get(f"{gateway['url']}/_playground/journal", timeout=10).json()["entries"]


def test_https_is_answered_by_a_stand_in(session):
    response = session.get(POSTS, timeout=10)
    assert response.status_code == 200
    assert len(response.json()) == 100
    assert set(response.json()[0]) == {"userId", "id", "title", "body"}


def test_plain_http_is_answered_by_a_stand_in(session):
    response = session.get(PRICES, timeout=10)
    assert response.status_code == 200
    assert response.json()["pagination"]["limit"] == 5


def test_many_requests_share_one_tunnel(session, journal):
    for _ in range(5):
        session.get(POSTS, timeout=10).raise_for_status()
    methods = [entry["operation"] for entry in journal()]
    assert methods == ["CONNECT"] + ["GET"] * 5


def test_head_has_no_body(session):
    response = session.head(POSTS, timeout=10)
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) > 1000


def test_unknown_https_host_is_refused_with_its_name(session):
    with pytest.raises(requests.exceptions.ProxyError, match="example.org is not in the playground"):
        session.get("https://example.org/", timeout=10)


def test_unknown_http_host_is_refused_with_the_way_out(session, gateway):
    response = session.get("http://example.org/", timeout=10)
    assert response.status_code == 502
    assert "--allowed-hosts example.org" in response.json()["error"]
    assert response.json()["hosts"] == gateway["hosts"]


def test_the_certificates_are_trusted_only_with_the_authority(session):
    session.verify = True
    with pytest.raises(requests.exceptions.SSLError, match="certificate verify failed"):
        session.get(POSTS, timeout=10)


def test_a_client_that_does_not_trust_is_in_the_journal(session, journal):
    session.verify = True
    with pytest.raises(requests.exceptions.SSLError):
        session.get(POSTS, timeout=10)
    assert [entry["error_code"] for entry in journal()] == ["tls_failed"]


def test_a_strict_context_accepts_the_certificates(gateway):
    """Python 3.13 sets this flag by default."""
    context = ssl.create_default_context(cafile=gateway["caFile"])
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    opener = build_opener(ProxyHandler({"https": gateway["url"]}), HTTPSHandler(context=context))
    with opener.open(POSTS, timeout=10) as response:
        assert response.status == 200


def test_forty_clients_at_once(gateway):
    def ask(_):
        proxies = {"https": gateway["url"]}
        with requests.Session() as session:
            session.trust_env = False
            return len(session.get(POSTS, proxies=proxies, verify=gateway["caFile"], timeout=30).json())

    with ThreadPoolExecutor(max_workers=40) as pool:
        assert list(pool.map(ask, range(40))) == [100] * 40


def test_the_certificate_names_the_host_of_the_tunnel(gateway):
    address = urlsplit(gateway["url"])
    context = ssl.create_default_context(cafile=gateway["caFile"])
    with socket.create_connection((address.hostname, address.port), timeout=10) as plain:
        plain.sendall(b"CONNECT jsonplaceholder.typicode.com:443 HTTP/1.1\r\n\r\n")
        assert plain.recv(1000).startswith(b"HTTP/1.1 200 ")
        with context.wrap_socket(plain, server_hostname="jsonplaceholder.typicode.com") as secure:
            names = secure.getpeercert()["subjectAltName"]
    assert names == (("DNS", "jsonplaceholder.typicode.com"),)
