"""The bastion through `sshtunnel` and `paramiko`, as the three SSH connectors use it."""

import base64
import io

import paramiko
import psycopg2
import psycopg2.extras
import pytest
import requests
from sshtunnel import BaseSSHTunnelForwarderError, SSHTunnelForwarder

API = ("127.0.0.1", 5005)
DATABASE = ("db.private.internal", 5432)


@pytest.fixture
def bastion(endpoints):
    return endpoints["bastion"]


@pytest.fixture
def key(bastion):
    return bastion["key"]


def open_tunnel(bastion, to, **login):
    """A tunnel from any free port of this machine, for one login."""
    return SSHTunnelForwarder(
        (bastion["host"], bastion["port"]),
        remote_bind_address=to,
        local_bind_address=("127.0.0.1", 0),
        # The keys of whoever runs the tests are none of the bastion's business.
        allow_agent=False,
        host_pkey_directories=[],
        ssh_config_file=None,
        **login,
    )


def get_users(endpoints, tunnel):
    return requests.get(
        f"http://127.0.0.1:{tunnel.local_bind_port}/auth/api_key",
        headers={"Authorization": f"apiKey {endpoints['api']['credentials']['apiKey']}"},
        timeout=10,
    )


def rsa_key(text, passphrase=None):
    return paramiko.RSAKey.from_private_key(io.StringIO(text), passphrase)


RSA_FORMS = {
    "PKCS#1": lambda key: rsa_key(key["rsa"]["pem"]["text"]),
    "PKCS#1, with a passphrase it does not need": lambda key: rsa_key(key["rsa"]["pem"]["text"], "unneeded"),
    "OpenSSH": lambda key: rsa_key(key["rsa"]["openSsh"]["text"]),
    "PKCS#1 encrypted": lambda key: rsa_key(key["rsaEncrypted"]["pem"]["text"], key["passphrase"]),
    "OpenSSH encrypted": lambda key: rsa_key(key["rsaEncrypted"]["openSsh"]["text"], key["passphrase"]),
    "base64 of PKCS#1": lambda key: rsa_key(base64.b64decode(key["rsa"]["pem"]["base64"]).decode()),
    "base64 of PKCS#1 encrypted": lambda key: rsa_key(
        base64.b64decode(key["rsaEncrypted"]["pem"]["base64"]).decode(), key["passphrase"]
    ),
}


@pytest.mark.parametrize("form", RSA_FORMS)
def test_api_through_a_tunnel_with_an_rsa_key(endpoints, bastion, key, form):
    with open_tunnel(bastion, API, ssh_username=key["user"], ssh_pkey=RSA_FORMS[form](key)) as tunnel:
        answer = get_users(endpoints, tunnel)
    assert answer.status_code == 200
    assert len(answer.json()["data"]) == 20


def test_api_through_a_tunnel_with_a_password(endpoints, bastion):
    login = {"ssh_username": bastion["password"]["user"], "ssh_password": bastion["password"]["password"]}
    with open_tunnel(bastion, API, **login) as tunnel:
        answer = get_users(endpoints, tunnel)
    assert answer.status_code == 200
    assert len(answer.json()["data"]) == 20


def test_private_database_through_a_tunnel_with_a_base64_key(endpoints, bastion, key):
    database = endpoints["postgres"]
    private_key = rsa_key(base64.b64decode(key["rsaEncrypted"]["pem"]["base64"]).decode(), key["passphrase"])
    with open_tunnel(bastion, DATABASE, ssh_username=key["user"], ssh_pkey=private_key) as tunnel:
        connection = psycopg2.connect(
            host="127.0.0.1",
            port=tunnel.local_bind_port,
            user=database["owner"]["user"],
            password=database["owner"]["password"],
            dbname=database["database"],
        )
        try:
            with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute(
                    "SELECT * FROM sample_users WHERE modified_at > %s ORDER BY modified_at", ("1970-01-01T00:00:00Z",)
                )
                rows = cursor.fetchall()
                cursor.execute("SELECT count(*) AS newer FROM sample_users WHERE modified_at > %s", (rows[-1]["modified_at"],))
                newer = cursor.fetchone()["newer"]
        finally:
            connection.close()
    assert len({row["id"] for row in rows}) == 2500
    assert newer == 0


@pytest.mark.parametrize(
    "login",
    [
        lambda bastion: {"ssh_username": bastion["password"]["user"], "ssh_password": "wrong"},
        lambda bastion: {"ssh_username": "stranger", "ssh_password": bastion["password"]["password"]},
        lambda bastion: {"ssh_username": bastion["key"]["user"], "ssh_pkey": paramiko.RSAKey.generate(2048)},
    ],
    ids=["wrong password", "unknown user", "unknown key"],
)
def test_wrong_logins_open_no_tunnel(bastion, login):
    with pytest.raises(BaseSSHTunnelForwarderError):
        open_tunnel(bastion, API, **login(bastion)).start()


@pytest.mark.parametrize("passphrase", ["wrong", ""])
def test_an_encrypted_key_needs_its_passphrase(key, passphrase):
    with pytest.raises(paramiko.SSHException):
        rsa_key(key["rsaEncrypted"]["pem"]["text"], passphrase)


class Transport:
    """A connection of paramiko's own, for what sshtunnel does not show."""

    def __init__(self, bastion, **options):
        self.transport = paramiko.Transport((bastion["host"], bastion["port"]), **options)

    def __enter__(self):
        return self.transport

    def __exit__(self, *_):
        self.transport.close()


OTHER_KEYS = {
    "ECDSA, OpenSSH": ("ecdsa", "openSsh", paramiko.ECDSAKey),
    "ECDSA, SEC1": ("ecdsa", "pem", paramiko.ECDSAKey),
    "ECDSA, OpenSSH encrypted": ("ecdsaEncrypted", "openSsh", paramiko.ECDSAKey),
    "ECDSA, SEC1 encrypted": ("ecdsaEncrypted", "pem", paramiko.ECDSAKey),
    "Ed25519, OpenSSH": ("ed25519", "openSsh", paramiko.Ed25519Key),
    "Ed25519, OpenSSH encrypted": ("ed25519Encrypted", "openSsh", paramiko.Ed25519Key),
}


@pytest.mark.parametrize("form", OTHER_KEYS)
def test_other_keys(bastion, key, form):
    name, file, kind = OTHER_KEYS[form]
    passphrase = key["passphrase"] if "Encrypted" in name else None
    with Transport(bastion) as transport:
        private_key = kind.from_private_key(io.StringIO(key[name][file]["text"]), passphrase)
        transport.connect(username=key["user"], pkey=private_key)
        assert transport.is_authenticated()


# Not rsa-sha2-512: the bastion accepts it, but ssh2 1.17 leaves it out of what it tells clients, and paramiko
# uses nothing it was not told of.
@pytest.mark.parametrize("algorithm", ["ssh-rsa", "rsa-sha2-256"])
def test_rsa_signatures_old_and_new(bastion, key, algorithm):
    others = {"ssh-rsa", "rsa-sha2-256", "rsa-sha2-512"} - {algorithm}
    with Transport(bastion, disabled_algorithms={"pubkeys": list(others)}) as transport:
        transport.connect(username=key["user"], pkey=rsa_key(key["rsa"]["pem"]["text"]))
        assert transport.is_authenticated()


def test_the_host_is_known_by_the_lines_of_the_endpoints(bastion, tmp_path):
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(bastion["knownHosts"])
    with paramiko.SSHClient() as client:
        client.load_host_keys(str(known_hosts))
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        client.connect(
            bastion["host"],
            bastion["port"],
            bastion["password"]["user"],
            bastion["password"]["password"],
            allow_agent=False,
            look_for_keys=False,
        )
        assert client.get_transport().is_authenticated()


def log_in(bastion, transport):
    transport.connect(username=bastion["password"]["user"], password=bastion["password"]["password"])


@pytest.mark.parametrize("target", [("127.0.0.1", 22), ("localhost", 1), ("192.0.2.1", 443)])
def test_other_targets_are_prohibited(bastion, target):
    with Transport(bastion) as transport:
        log_in(bastion, transport)
        with pytest.raises(paramiko.ChannelException) as refusal:
            transport.open_channel("direct-tcpip", target, ("127.0.0.1", 0))
        assert refusal.value.code == 1


def test_there_are_no_sessions_and_no_forwards_back(bastion):
    with Transport(bastion) as transport:
        log_in(bastion, transport)
        with pytest.raises(paramiko.ChannelException) as refusal:
            transport.open_session()
        assert refusal.value.code == 1
        with pytest.raises(paramiko.SSHException):
            transport.request_port_forward("127.0.0.1", 0)


def test_keys_are_changed_in_the_middle_of_a_connection(endpoints, bastion):
    with Transport(bastion) as transport:
        log_in(bastion, transport)
        for _ in range(3):
            channel = transport.open_channel("direct-tcpip", API, ("127.0.0.1", 0))
            channel.settimeout(10)
            channel.sendall(b"GET /pagination/offset?limit=50 HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n")
            transport.renegotiate_keys()
            answer = b"".join(iter(lambda: channel.recv(65536), b""))
            assert answer.startswith(b"HTTP/1.1 200 OK")
