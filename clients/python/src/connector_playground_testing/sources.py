"""What each source gives its clients, as `endpoints.json` has it, in Python's spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

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


def parse_source(kind: type[Source], endpoints: Mapping[str, Any]) -> Source:
    """Read the endpoints of one source. What a newer playground has beyond these fields is left out."""
    return _parse(kind, endpoints)  # type: ignore[no-any-return]


def _parse(kind: Any, value: Any) -> Any:
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
