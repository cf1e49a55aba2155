"""What each source gives its clients, as `endpoints.json` has it, in Python's spelling, and how it is asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

__all__ = [
    "S3",
    "Api",
    "ApiCredentials",
    "Bastion",
    "HostKey",
    "KeyFile",
    "KeyLogin",
    "KeyVault",
    "Login",
    "OAuthClients",
    "Postgres",
    "Redshift",
    "UserKey",
    "WebLogin",
]

Source = TypeVar("Source")


@dataclass(frozen=True)
class Login:
    """A user of the database or the bastion."""

    user: str
    password: str


@dataclass(frozen=True)
class WebLogin:
    """A user of the API."""

    username: str
    password: str


@dataclass(frozen=True)
class OAuthClients:
    """The clients that OAuth 2.0 knows; the public one has no secret, and proves itself by PKCE."""

    client_id: str
    client_secret: str
    public_client_id: str


@dataclass(frozen=True)
class ApiCredentials:
    """What passes the endpoints under `/auth`."""

    http_basic: WebLogin
    bearer_token: str
    api_key: str
    session: WebLogin
    oauth2: OAuthClients


@dataclass(frozen=True)
class Api:
    """The HTTP API; its `url` has no slash at the end."""

    url: str
    credentials: ApiCredentials


@dataclass(frozen=True)
class Postgres:
    """The database; `url` is the owner's, and `ca` (PEM) is for clients that verify."""

    url: str
    host: str
    port: int
    database: str
    sslmode: str
    owner: Login
    reader: Login
    admin: Login
    ca: str | None = None


@dataclass(frozen=True)
class KeyFile:
    """A private key: its file on this machine, its text, and the text in base64."""

    path: str
    text: str
    base64: str


@dataclass(frozen=True)
class UserKey:
    """One key pair, the private half in two formats."""

    public_key: str
    open_ssh: KeyFile
    pem: KeyFile


@dataclass(frozen=True)
class KeyLogin:
    """The user who logs in with keys. Those called encrypted need the passphrase."""

    user: str
    passphrase: str
    rsa: UserKey
    rsa_encrypted: UserKey
    ecdsa: UserKey
    ecdsa_encrypted: UserKey
    ed25519: UserKey
    ed25519_encrypted: UserKey


@dataclass(frozen=True)
class HostKey:
    """How the bastion is recognised: the kind of a key, and its fingerprint as `ssh-keygen -l` prints it."""

    type: str
    fingerprint: str


@dataclass(frozen=True)
class Bastion:
    """The SSH bastion; `known_hosts` has the lines for a file of that name."""

    host: str
    port: int
    password: Login
    key: KeyLogin
    host_keys: tuple[HostKey, ...]
    known_hosts: str


@dataclass(frozen=True)
class S3:
    """The object store; `url` is what S3 clients call the endpoint."""

    url: str
    region: str
    access_key_id: str
    secret_access_key: str
    bucket: str


@dataclass(frozen=True)
class KeyVault:
    """The key vault: `url` is where it listens, `vault_url` its public name (through the gateway)."""

    url: str
    vault_url: str
    authority_url: str
    tenant_id: str
    client_id: str
    client_secret: str
    ca_file: str


@dataclass(frozen=True)
class Redshift:
    """The database behind a proxy for clients of Amazon Redshift."""

    url: str
    host: str
    port: int
    database: str
    user: str
    password: str
    ca_file: str


class Sources(ABC):
    """The getters of a playground, source by source. Each raises `PlaygroundError` if its source was not started."""

    @property
    def api(self) -> Api:
        """The HTTP API and its credentials."""
        return self._source(Api, "api")

    @property
    def api_url(self) -> str:
        """Without a slash at the end: `http://127.0.0.1:32768`."""
        return self.api.url

    @property
    def postgres(self) -> Postgres:
        """The database and its three users."""
        return self._source(Postgres, "postgres")

    @property
    def connection_uri(self) -> str:
        """The database as its owner: `postgresql://playground:…@127.0.0.1:32769/playground`."""
        return self.postgres.url

    @property
    def bastion(self) -> Bastion:
        """The SSH bastion, its users and their keys."""
        return self._source(Bastion, "bastion")

    @property
    def s3(self) -> S3:
        """The object store."""
        return self._source(S3, "s3")

    @property
    def key_vault(self) -> KeyVault:
        """The key vault."""
        return self._source(KeyVault, "key-vault")

    @property
    def redshift(self) -> Redshift:
        """The database for clients of Amazon Redshift."""
        return self._source(Redshift, "redshift")

    @property
    def gateway_url(self) -> str:
        """What `HTTP_PROXY` and `HTTPS_PROXY` are set to."""
        return str(self._endpoints_of("gateway")["url"])

    @abstractmethod
    def _endpoints_of(self, service: str) -> Mapping[str, object]:
        """Give what `endpoints.json` says of a service, or raise `PlaygroundError`."""

    def _source(self, kind: type[Source], service: str) -> Source:
        return _parse(kind, self._endpoints_of(service))  # type: ignore[no-any-return]


def _parse(kind: Any, value: Any) -> Any:
    """Read what `endpoints.json` has. What a newer playground has beyond the fields of a source is left out."""
    if is_dataclass(kind):
        types = get_type_hints(kind)
        present = {field.name: _camel(field.name) for field in fields(kind) if _camel(field.name) in value}
        return kind(**{name: _parse(types[name], value[key]) for name, key in present.items()})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return tuple(_parse(get_args(kind)[0], item) for item in value)
    return value


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)
