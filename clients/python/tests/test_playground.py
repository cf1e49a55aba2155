"""What a playground gives, in both homes, asked for with the clients of each source."""

from __future__ import annotations

import io
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import paramiko
import psycopg2
import pytest
import requests
from sshtunnel import SSHTunnelForwarder

from connector_playground_testing import Playground, PlaygroundError


def object_store(playground: Playground) -> boto3.client:
    s3 = playground.s3
    return boto3.client(
        "s3",
        endpoint_url=s3.url,
        region_name=s3.region,
        aws_access_key_id=s3.access_key_id,
        aws_secret_access_key=s3.secret_access_key,
    )


def query(uri: str, sql: str, **options: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(uri, **options)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def in_another_program(playground: Playground, code: str) -> str:
    """What a program prints that knows nothing but the environment."""
    ended = subprocess.run(
        [sys.executable, "-c", code], env=playground.environment(), check=True, capture_output=True, text=True
    )
    return ended.stdout.strip()


def test_api(anywhere: Playground) -> None:
    answer = requests.get(
        f"{anywhere.api_url}/auth/api_key",
        headers={"Authorization": f"apiKey {anywhere.api.credentials.api_key}"},
        timeout=30,
    )
    assert len(answer.json()["data"]) == 20
    assert anywhere.api.credentials.oauth2.client_secret


def test_database(anywhere: Playground) -> None:
    assert query(anywhere.connection_uri, "SELECT count(*) FROM users")[0][0]
    secured = {"sslmode": "verify-full", "sslrootcert": str(anywhere.ca_file)}
    assert query(anywhere.connection_uri, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", **secured) == [
        (True,)
    ]


def test_redshift(anywhere: Playground) -> None:
    assert query(anywhere.redshift.url, "SELECT 1") == [(1,)]


def test_object_store(anywhere: Playground) -> None:
    listed = object_store(anywhere).list_objects_v2(Bucket=anywhere.s3.bucket, Prefix="people/")
    assert "people/people.csv" in [item["Key"] for item in listed["Contents"]]


def test_bastion_with_a_key_as_text(anywhere: Playground) -> None:
    bastion = anywhere.bastion
    key = paramiko.RSAKey.from_private_key(io.StringIO(bastion.key.rsa_encrypted.pem.text), bastion.key.passphrase)
    with SSHTunnelForwarder(
        (bastion.host, bastion.port),
        ssh_username=bastion.key.user,
        ssh_pkey=key,
        remote_bind_address=("127.0.0.1", 5005),
        allow_agent=False,
        host_pkey_directories=[],
        ssh_config_file=None,
    ) as tunnel:
        assert requests.get(f"http://127.0.0.1:{tunnel.local_bind_port}/_playground/health", timeout=30).ok


def test_bastion_with_a_key_file_and_a_known_host(anywhere: Playground, tmp_path: Path) -> None:
    bastion = anywhere.bastion
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(bastion.known_hosts)
    with paramiko.SSHClient() as client:
        client.load_host_keys(str(known_hosts))
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        client.connect(
            bastion.host,
            bastion.port,
            bastion.key.user,
            key_filename=bastion.key.ed25519.open_ssh.path,
            allow_agent=False,
            look_for_keys=False,
        )
        transport = client.get_transport()
        assert transport is not None
        assert transport.is_authenticated()


def test_key_vault_is_trusted_by_the_certificate(anywhere: Playground) -> None:
    assert Path(anywhere.key_vault.ca_file).read_text() == anywhere.ca_certificate
    address = urlsplit(anywhere.key_vault.url)
    context = ssl.create_default_context(cadata=anywhere.ca_certificate)
    with (
        socket.create_connection((str(address.hostname), int(address.port or 0))) as plain,
        context.wrap_socket(plain, server_hostname=address.hostname) as secure,
    ):
        assert secure.getpeercert()


def test_gateway(anywhere: Playground) -> None:
    proxies = {"https": anywhere.gateway_url}
    answer = requests.get("https://swapi.dev/api/people/1/", proxies=proxies, verify=str(anywhere.ca_file), timeout=30)
    assert answer.json()["name"]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import requests; print(requests.get('https://swapi.dev/api/people/1/').status_code)", "200"),
        ("import psycopg2; print(psycopg2.connect('').info.dbname)", "playground"),
        ("import boto3; print(boto3.client('s3').list_buckets()['Buckets'][0]['Name'])", "fixtures"),
        ("import os, requests; print(requests.get(os.environ['PLAYGROUND_API_URL'] + '/export/csv').text)", "id,name"),
        ("import os; print(open(os.environ['PLAYGROUND_BASTION_KEY_FILE']).readline())", "-----BEGIN OPENSSH"),
    ],
)
def test_environment_leads_other_programs_here(anywhere: Playground, code: str, printed: str) -> None:
    assert in_another_program(anywhere, code).startswith(printed)


def test_configurations_have_the_addresses_of_this_machine(anywhere: Playground) -> None:
    configuration = anywhere.configuration_for("ssh_tunnels/using_bastion_server")
    assert configuration["bastion_host"] == anywhere.bastion.host
    assert configuration["bastion_port"] == str(anywhere.bastion.port)
    database = anywhere.configuration_for("pagination/database_keyset")
    assert (database["hostname"], database["port"]) == (anywhere.postgres.host, str(anywhere.postgres.port))
    certificate = anywhere.configuration_for("certificate/using_base64_encoded_certificate")
    assert certificate["ENCODED_CERTIFICATE"]


def test_an_unknown_example_is_refused(anywhere: Playground) -> None:
    with pytest.raises(PlaygroundError, match=r"^There is no example 'api_kei'\. Did you mean"):
        anywhere.configuration_for("api_kei")


@pytest.mark.parametrize("sources", [[], ["postgres"], ["postgres-seed", "s3", "api"]])
def test_reset_brings_the_data_back(anywhere: Playground, sources: list[str]) -> None:
    query(anywhere.connection_uri, "DROP TABLE users")
    anywhere.reset(*sources)
    assert query(anywhere.connection_uri, "SELECT count(*) FROM users")[0][0]


def journal(playground: Playground) -> list[str]:
    answer = requests.get(f"{playground.api_url}/_playground/journal", timeout=30)
    return [entry["target"] for entry in answer.json()["entries"]]


@pytest.mark.parametrize("sources", [[], ["api"]])
def test_reset_of_the_api_forgets_requests(anywhere: Playground, sources: list[str]) -> None:
    requests.get(f"{anywhere.api_url}/pagination/offset", timeout=30)
    assert "/pagination/offset" in journal(anywhere)
    anywhere.reset(*sources)
    assert "/pagination/offset" not in journal(anywhere)


def test_the_control_plane_tells_of_all_sources(anywhere: Playground) -> None:
    anywhere.reset()
    requests.get(f"{anywhere.api_url}/export/csv", timeout=30)
    answer = requests.get(f"{anywhere.control_url}/_playground/journal", params={"service": "api"}, timeout=30)
    assert [entry["route"] for entry in answer.json()["entries"]] == ["export_csv"]
    assert anywhere.environment()["PLAYGROUND_CONTROL_URL"] == anywhere.control_url


def test_a_source_that_nobody_knows_is_named(anywhere: Playground) -> None:
    with pytest.raises(PlaygroundError, match=r"^There is no service 'ftp'\. There are api, "):
        anywhere.reset("ftp")


VAULT_HOST = """
import os, requests
tenant, vault = os.environ["AZURE_TENANT_ID"], os.environ["PLAYGROUND_VAULT_URL"]
token = requests.post(f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", data={
    "grant_type": "client_credentials", "client_id": os.environ["AZURE_CLIENT_ID"],
    "client_secret": os.environ["AZURE_CLIENT_SECRET"], "scope": "https://vault.azure.net/.default",
}).json()["access_token"]
for name in ("postgresHost", "postgresPort"):
    answer = requests.get(f"{vault}/secrets/{name}?api-version=7.4", headers={"Authorization": f"Bearer {token}"})
    print(answer.json()["value"])
"""


def test_the_vault_knows_where_the_database_is(anywhere: Playground) -> None:
    place = f"{anywhere.postgres.host}\n{anywhere.postgres.port}"
    assert in_another_program(anywhere, VAULT_HOST) == place
    anywhere.reset("key-vault")
    assert in_another_program(anywhere, VAULT_HOST) == place
