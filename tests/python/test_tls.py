"""The certificates, before the strictest eyes that Python has: those of its versions from 3.13 on."""

import socket
import ssl
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def vault(endpoints):
    return endpoints["key-vault"]


def strict_context(ca_file=None):
    context = ssl.create_default_context(cafile=ca_file)
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def subject_names(vault, context, server_name):
    address = urlsplit(vault["url"])
    with socket.create_connection((address.hostname, address.port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=server_name) as secure:
            return secure.getpeercert()["subjectAltName"]


@pytest.mark.parametrize(
    "server_name",
    ["fixture-vault.vault.azure.net", "another.vault.azure.net", "login.microsoftonline.com", "127.0.0.1"],
)
def test_accepted(vault, server_name):
    assert subject_names(vault, strict_context(vault["caFile"]), server_name)


@pytest.mark.parametrize("server_name", ["vault.azure.net", "a.b.vault.azure.net", "example.com", "127.0.0.2"])
def test_wrong_name(vault, server_name):
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch|not valid for"):
        subject_names(vault, strict_context(vault["caFile"]), server_name)


def test_not_trusted_by_default(vault):
    with pytest.raises(ssl.SSLCertVerificationError, match="certificate verify failed"):
        subject_names(vault, strict_context(), "login.microsoftonline.com")


def test_authority_alone_is_strict(vault):
    """The file that clients are told to trust holds one authority, whole and in date."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(vault["caFile"])
    (authority,) = context.get_ca_certs()
    assert authority["subject"] == authority["issuer"]
    assert context.cert_store_stats()["x509_ca"] == 1
