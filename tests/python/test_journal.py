"""What the playground noted of a run that reads through the bastion, from the bucket and from the vault."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import psycopg2
import psycopg2.extras
import pytest
import requests
from azure.identity import ClientSecretCredential
from azure.keyvault.secrets import SecretClient
from sshtunnel import SSHTunnelForwarder

SECRETS = ["postgresDatabase", "postgresHost", "postgresUser", "postgresPassword", "postgresPort"]


@pytest.fixture
def journal(endpoints, directory):
    """What has been noted since the test began, asked for once: whoever was answered finds it there."""
    url = json.loads((Path(directory) / "control.json").read_text())["url"] + "/_playground/journal"
    last = requests.get(url, params={"limit": 1}, timeout=10).json()["entries"]
    since = last[0]["number"] if last else 0

    def entries(**filters):
        answer = requests.get(url, params={"since": since, "limit": 10_000, **filters}, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]

    return entries


def test_a_run_of_using_bastion_server(endpoints, journal):
    """As the example does: sshtunnel with a key, and psycopg2 through it, page after page."""
    bastion, postgres = endpoints["bastion"], endpoints["postgres"]
    query = "SELECT * FROM sample_users ORDER BY id LIMIT 1000 OFFSET %s"
    with SSHTunnelForwarder(
        (bastion["host"], bastion["port"]),
        ssh_username=bastion["key"]["user"],
        ssh_pkey=bastion["key"]["rsa"]["pem"]["path"],
        remote_bind_address=("db.private.internal", 5432),
        local_bind_address=("127.0.0.1", 0),
        allow_agent=False,
        host_pkey_directories=[],
        ssh_config_file=None,
    ) as tunnel:
        login = {"dbname": postgres["database"], **postgres["owner"]}
        connection = psycopg2.connect(host="127.0.0.1", port=tunnel.local_bind_port, **login)
        with connection, connection.cursor() as cursor:
            for offset in [0, 1000, 2000]:
                cursor.execute(query, (offset,))
                assert cursor.fetchall()
        connection.close()

    [tunnel] = [entry for entry in journal(service="bastion") if entry["operation"] == "tunnel"]
    assert (tunnel["target"], tunnel["route"], tunnel["error_code"]) == ("db.private.internal:5432", "postgres", None)
    statements = [entry["target"] for entry in journal(service="postgres", route="SELECT")]
    assert statements == [query % offset for offset in [0, 1000, 2000]]


def test_a_run_of_parallel_fetching(endpoints, journal):
    """As the example does: a list of objects, and each of them in a thread."""
    s3 = endpoints["s3"]
    client = boto3.client(
        "s3",
        endpoint_url=s3["url"],
        region_name=s3["region"],
        aws_access_key_id=s3["accessKeyId"],
        aws_secret_access_key=s3["secretAccessKey"],
    )
    keys = [entry["Key"] for entry in client.list_objects_v2(Bucket=s3["bucket"])["Contents"]]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda key: client.get_object(Bucket=s3["bucket"], Key=key)["Body"].read(), keys))

    assert [entry["status"] for entry in journal(route="ListObjectsV2")] == [200]
    read = journal(route="GetObject")
    assert {entry["status"] for entry in read} == {200}
    assert len(read) == len(keys)
    assert all(any(key.split("/")[-1] in entry["target"] for entry in read) for key in keys)


def test_a_run_of_azure_keyvault(endpoints, journal):
    """As the example does: five secrets, and the database that they lead to."""
    vault = endpoints["key-vault"]
    ca = vault["caFile"]
    credential = ClientSecretCredential(
        vault["tenantId"],
        vault["clientId"],
        vault["clientSecret"],
        authority=vault["url"],
        disable_instance_discovery=True,
        connection_verify=ca,
    )
    client = SecretClient(
        vault["url"], credential, connection_verify=ca, verify_challenge_resource=False
    )
    database, host, user, password, port = (client.get_secret(name).value for name in SECRETS)
    connection = psycopg2.connect(dbname=database, host=host, user=user, password=password, port=port)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM employee_table")
        assert cursor.fetchall()
    connection.close()

    read = [entry["target"] for entry in journal(route="GetSecret") if entry["status"] == 200]
    assert all(any(name in target for target in read) for name in SECRETS)
    assert [entry["target"] for entry in journal(service="postgres", route="SELECT")] == [
        "SELECT * FROM employee_table"
    ]
    assert password not in json.dumps(journal())
