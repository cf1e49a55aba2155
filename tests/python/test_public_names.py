"""Every public name through the gateway, with real clients in the environment that `playground exec` makes."""

import http.client
import json
import ssl
import subprocess
from contextlib import closing
from fnmatch import fnmatch
from urllib.parse import urlsplit

import boto3
import pytest
import redshift_connector
import requests
import snowflake.connector
from azure.identity import ClientSecretCredential, EnvironmentCredential
from azure.keyvault.secrets import SecretClient
from botocore.exceptions import ClientError
from requests.adapters import HTTPAdapter
from snowflake.connector.errors import DatabaseError

HUBSPOT_LOGIN = {"grant_type": "refresh_token", "client_id": "id", "client_secret": "secret", "refresh_token": "token"}

# A request that a connector makes, and what must be in the answer.
STAND_INS = [
    (
        "https://key:secret@api.fivetran.com/v1/connections/test_connection_id",
        lambda answer: answer.json()["data"]["id"] == "test_connection_id",
    ),
    (
        "https://api.frankfurter.dev/v1/latest?base=USD&symbols=EUR,GBP",
        lambda answer: set(answer.json()["rates"]) == {"EUR", "GBP"},
    ),
    (
        "http://api.marketstack.com/v1/eod?access_key=any&symbols=AAPL&limit=5",
        lambda answer: answer.json()["data"][0]["symbol"] == "AAPL",
    ),
    (
        "https://api.weather.gov/points/37.7749,-122.4194",
        lambda answer: answer.json()["properties"]["forecast"].startswith("https://api.weather.gov/gridpoints/"),
    ),
    ("https://api.zippopotam.us/us/94108", lambda answer: answer.json()["post code"] == "94108"),
    (
        "https://developer.nps.gov/api/v1/parks?api_key=any&limit=3",
        lambda answer: len(answer.json()["data"]) == 3 and answer.json()["total"] == "474",
    ),
    (
        "https://forecast.weather.gov/xml/current_obs/KSFO.xml",
        lambda answer: "<station_id>KSFO</station_id>" in answer.text,
    ),
    ("https://jsonplaceholder.typicode.com/posts", lambda answer: len(answer.json()) == 100),
    ("https://pokeapi.co/api/v2/pokemon?limit=20&offset=40", lambda answer: len(answer.json()["results"]) == 20),
    (
        "https://pypi.example/pypi/fivetran_connector_sdk/json",
        lambda answer: answer.json()["info"]["name"] == "fivetran_connector_sdk",
    ),
    ("https://randomuser.me/api/?results=3", lambda answer: len(answer.json()["results"]) == 3),
    ("https://api.randomuser.me/?seed=a&results=2", lambda answer: answer.json()["info"]["seed"] == "a"),
    ("https://swapi.dev/api/people/?page=2", lambda answer: answer.json()["count"] == 82),
    ("https://swapi.py4e.com/api/films/1/", lambda answer: "title" in answer.json()),
]

# Those that have a test of their own below.
OTHER_NAMES = [
    "api.hubapi.com",
    "client.badssl.com",
    "webhooks.fivetran.com",
    "login.microsoftonline.com",
    "fixture-vault.vault.azure.net",
    "s3.amazonaws.com",
    "fixtures.s3.amazonaws.com",
    "s3.eu-west-1.amazonaws.com",
    "fixtures.s3.eu-west-1.amazonaws.com",
    "postgres:5432",
    "any-account.snowflakecomputing.com",
]


@pytest.fixture(scope="session")
def variables(playground, endpoints):
    """What `playground env` prints, and `playground exec` sets."""
    return json.loads(subprocess.run([*playground("env"), "--json"], stdout=subprocess.PIPE, check=True).stdout)


@pytest.fixture(autouse=True)
def environment(variables, monkeypatch):
    """Whatever else the machine has in its environment, clients find the playground."""
    for name in ("SSL_CERT_DIR", "CURL_CA_BUNDLE", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_every_name_that_the_gateway_answers_for_is_asked_here(endpoints):
    asked = [urlsplit(url).hostname for url, _ in STAND_INS] + OTHER_NAMES
    unasked = [name for name in endpoints["gateway"]["hosts"] if not any(fnmatch(host, name) for host in asked)]
    assert unasked == []


@pytest.mark.parametrize("url, is_right", STAND_INS, ids=[urlsplit(url).hostname for url, _ in STAND_INS])
def test_requests(url, is_right):
    answer = requests.get(url, timeout=10)
    assert answer.status_code == 200, answer.text
    assert is_right(answer), answer.text


def test_a_token_is_had_and_used():
    login = requests.post("https://api.hubapi.com/oauth/v1/token", data=HUBSPOT_LOGIN, timeout=10)
    assert login.status_code == 200, login.text
    answer = requests.get(
        "https://api.hubapi.com/companies/v2/companies/paged?limit=100",
        headers={"Authorization": f"Bearer {login.json()['access_token']}"},
        timeout=10,
    )
    assert (answer.status_code, len(answer.json()["companies"])) == (200, 100)


def test_reports_are_taken():
    assert requests.post("https://webhooks.fivetran.com/any/path", json={"event": 1}, timeout=10).ok


class CertifiedAdapter(HTTPAdapter):
    """`requests` has no parameter for the passphrase of a client's key; connectors give a context of their own."""

    def __init__(self, context):
        self.context = context
        super().__init__()

    def proxy_manager_for(self, proxy, **options):
        return super().proxy_manager_for(proxy, ssl_context=self.context, **options)


def test_a_client_certificate_is_shown(variables, endpoints, tmp_path):
    file = tmp_path / "client.pem"
    store = boto3.client("s3")
    file.write_bytes(store.get_object(Bucket=endpoints["s3"]["bucket"], Key="certs/client.pem")["Body"].read())
    context = ssl.create_default_context(cafile=variables["SSL_CERT_FILE"])
    context.load_cert_chain(file, password="badssl.com")
    with requests.Session() as session:
        assert session.get("https://client.badssl.com/", timeout=10).status_code == 400
    with requests.Session() as session:
        session.mount("https://", CertifiedAdapter(context))
        assert session.get("https://client.badssl.com/", timeout=10).status_code == 200


def test_a_vault_is_read_by_its_name(endpoints):
    vault = endpoints["key-vault"]
    with EnvironmentCredential() as credential, SecretClient(vault["vaultUrl"], credential) as client:
        assert client.get_secret("postgresUser").value == endpoints["postgres"]["owner"]["user"]


def test_any_vault_has_the_same_secrets(endpoints):
    """The name of a vault is the user's choice, and so is written in somewhere."""
    vault = endpoints["key-vault"]
    credential = ClientSecretCredential(vault["tenantId"], vault["clientId"], vault["clientSecret"])
    with credential, SecretClient("https://another-vault.vault.azure.net", credential) as client:
        assert client.get_secret("postgresUser").value == endpoints["postgres"]["owner"]["user"]


@pytest.fixture
def s3(monkeypatch):
    """A function that makes a client that knows of no other address than Amazon's."""
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3")
    return lambda region: boto3.client("s3", region_name=region)


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_a_bucket_is_read_at_amazons_names(endpoints, s3, region):
    bucket = endpoints["s3"]["bucket"]
    client = s3(region)
    listed = client.list_objects_v2(Bucket=bucket, Prefix="parallel/")
    assert listed["KeyCount"] == 8
    body = client.get_object(Bucket=bucket, Key=listed["Contents"][0]["Key"])["Body"].read()
    assert len(body) == listed["Contents"][0]["Size"]
    assert bucket in [each["Name"] for each in client.list_buckets()["Buckets"]]
    with pytest.raises(ClientError, match="NoSuchKey"):
        client.get_object(Bucket=bucket, Key="no/such/key")


def test_a_signed_address_is_written_to_and_read_from(endpoints, s3):
    at = {"Bucket": endpoints["s3"]["bucket"], "Key": "python/signed.txt"}
    client = s3("us-east-1")
    write = client.generate_presigned_url("put_object", Params=at)
    assert urlsplit(write).hostname.endswith(".amazonaws.com")
    assert requests.put(write, data="text", timeout=10).status_code == 200
    assert requests.get(client.generate_presigned_url("get_object", Params=at), timeout=10).text == "text"
    client.delete_object(**at)


@pytest.fixture
def account(endpoints):
    """A function that connects to a Snowflake account of any name."""
    reader = endpoints["postgres"]["reader"]
    login = {"account": "any-account", "user": reader["user"], "password": reader["password"]}
    place = {"database": "PLAYGROUND", "schema": "PUBLIC", "login_timeout": 20}
    return lambda **different: closing(snowflake.connector.connect(**{**login, **place, **different}))


def test_snowflake_is_queried_by_an_accounts_name(account):
    with account() as connection, closing(connection.cursor()) as cursor:
        cursor.execute("SELECT id, name FROM employee_table ORDER BY id")
        assert [column.name for column in cursor.description] == ["ID", "NAME"]
        assert [row[0] for row in cursor.fetchall()] == [1, 2]


def test_snowflake_refuses_a_wrong_password(account):
    with pytest.raises(DatabaseError, match="Incorrect username or password"):
        with account(password="wrong"):
            pass


def test_the_database_answers_at_a_name_through_a_tunnel(variables):
    proxy = urlsplit(variables["HTTPS_PROXY"])
    connection = http.client.HTTPConnection(proxy.hostname, proxy.port, timeout=10)
    connection.set_tunnel("postgres", 5432)
    with closing(connection):
        connection.connect()
        # Whether it takes TLS (https://www.postgresql.org/docs/17/protocol-message-formats.html, SSLRequest).
        connection.sock.sendall(bytes.fromhex("00000008 04d2162f"))
        assert connection.sock.recv(1) == b"S"


def test_redshift_is_where_the_environment_says(variables):
    names = ["host", "port", "database", "user", "password"]
    settings = {name: variables[f"PLAYGROUND_REDSHIFT_{name.upper()}"] for name in names}
    with closing(redshift_connector.connect(**{**settings, "port": int(settings["port"])})) as connection:
        with closing(connection.cursor()) as cursor:
            cursor.execute("SELECT count(*) FROM tickit.category")
            assert cursor.fetchone()[0] == 11
