"""The key vault, read with Microsoft's own client."""

import select
import socket
import threading
from contextlib import contextmanager
from datetime import datetime, timezone
from urllib.parse import urlsplit

import psycopg2
import pytest
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)
from azure.identity import ClientSecretCredential
from azure.keyvault.secrets import SecretClient

POSTGRES_SECRETS = ["postgresDatabase", "postgresHost", "postgresUser", "postgresPassword", "postgresPort"]


@pytest.fixture
def vault(endpoints):
    return endpoints["key-vault"]


@contextmanager
def detour(url):
    """A proxy that brings every CONNECT to one address; gives its own address and the names it was asked for."""
    target = (urlsplit(url).hostname, urlsplit(url).port)
    names = set()

    def serve(client):
        with client, socket.create_connection(target) as server:
            head = b""
            while b"\r\n\r\n" not in head:
                head += client.recv(4096)
            names.add(head.split()[1].decode())
            client.sendall(b"HTTP/1.1 200 Connection Established\r\n\r\n")
            ways = {client: server, server: client}
            while True:
                for source in select.select(list(ways), [], [])[0]:
                    chunk = source.recv(65536)
                    if not chunk:
                        return
                    ways[source].sendall(chunk)

    def accept(listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=[client], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=[listener], daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", names


@pytest.fixture
def client(vault):
    """A client that comes by address."""
    trust = {"connection_verify": vault["caFile"]}
    credential = ClientSecretCredential(
        vault["tenantId"],
        vault["clientId"],
        vault["clientSecret"],
        authority=vault["url"],
        disable_instance_discovery=True,
        **trust,
    )
    with credential, SecretClient(vault["url"], credential, retry_total=0, **trust) as client:
        yield client


@pytest.fixture
def name(client, request):
    """A name for one test; whatever the test leaves under it is purged."""
    name = request.node.name.replace("_", "-")
    yield name
    for clean in [lambda: client.begin_delete_secret(name).wait(), lambda: client.purge_deleted_secret(name)]:
        try:
            clean()
        except ResourceNotFoundError:
            pass


def test_public_names(vault, endpoints, monkeypatch):
    """An unmodified client, with the environment of a machine behind a proxy."""
    for variable in ["NO_PROXY", "no_proxy", "CURL_CA_BUNDLE"]:
        monkeypatch.delenv(variable, raising=False)
    with detour(vault["url"]) as (proxy, names):
        for variable in ["HTTPS_PROXY", "https_proxy"]:
            monkeypatch.setenv(variable, proxy)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", vault["caFile"])
        credential = ClientSecretCredential(vault["tenantId"], vault["clientId"], vault["clientSecret"])
        with credential, SecretClient(vault["vaultUrl"], credential) as client:
            values = [client.get_secret(name).value for name in POSTGRES_SECRETS]
    assert all(values)
    assert names == {"fixture-vault.vault.azure.net:443", "login.microsoftonline.com:443"}

    if "postgres" in endpoints:
        database, host, user, password, port = values
        connection = psycopg2.connect(dbname=database, host=host, user=user, password=password, port=port)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM employee_table ORDER BY id")
            columns = [column.name for column in cursor.description]
            assert columns == ["id", "name", "department_id", "employee_metadata"]
            assert len(cursor.fetchall()) == 2
        connection.close()


def test_wrong_secret(vault):
    credential = ClientSecretCredential(
        vault["tenantId"],
        vault["clientId"],
        "wrong",
        authority=vault["url"],
        disable_instance_discovery=True,
        connection_verify=vault["caFile"],
    )
    with pytest.raises(ClientAuthenticationError, match="AADSTS7000215"):
        credential.get_token("https://vault.azure.net/.default")


def test_round_trip(client, name):
    expires = datetime(2030, 1, 1, tzinfo=timezone.utc)
    client.set_secret(name, "välue", content_type="text/plain", expires_on=expires, tags={"team": "data"})
    secret = client.get_secret(name)
    assert secret.value == "välue"
    properties = secret.properties
    assert (properties.content_type, properties.expires_on, properties.tags) == (
        "text/plain",
        expires,
        {"team": "data"},
    )
    assert (properties.recovery_level, properties.recoverable_days) == ("Recoverable+Purgeable", 90)


def test_versions(client, name):
    versions = [client.set_secret(name, value).properties.version for value in ["one", "two", "three"]]
    assert [client.get_secret(name, version).value for version in versions] == ["one", "two", "three"]
    assert client.get_secret(name).value == "three"
    listed = [each.version for each in client.list_properties_of_secret_versions(name)]
    assert listed == sorted(versions)


def test_pages(client):
    pages = [list(page) for page in client.list_properties_of_secrets(max_page_size=2).by_page()]
    assert all(len(page) == 2 for page in pages[:-1])
    names = [each.name for page in pages for each in page]
    assert set(POSTGRES_SECRETS) <= set(names) and len(set(names)) == len(names)


def test_disabled(client, name):
    client.set_secret(name, "value", enabled=False)
    with pytest.raises(HttpResponseError, match="not allowed on a disabled secret") as caught:
        client.get_secret(name)
    assert (caught.value.status_code, caught.value.error.innererror["code"]) == (403, "SecretDisabled")
    client.update_secret_properties(name, enabled=True)
    assert client.get_secret(name).value == "value"


def test_delete_and_recover(client, name):
    client.set_secret(name, "value")
    assert client.begin_delete_secret(name).result().name == name
    with pytest.raises(ResourceNotFoundError, match="was not found in this key vault"):
        client.get_secret(name)
    assert name in [each.name for each in client.list_deleted_secrets()]
    with pytest.raises(ResourceExistsError, match="deleted but recoverable"):
        client.set_secret(name, "another")
    client.begin_recover_deleted_secret(name).wait()
    assert client.get_secret(name).value == "value"


def test_backup_and_restore(client, name):
    client.set_secret(name, "value")
    backup = client.backup_secret(name)
    client.begin_delete_secret(name).wait()
    client.purge_deleted_secret(name)
    assert client.restore_secret_backup(backup).name == name
    assert client.get_secret(name).value == "value"
