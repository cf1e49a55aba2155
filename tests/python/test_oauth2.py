"""OAuth 2.0 through Authlib, as a connector would use it."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

REDIRECT_URI = "http://127.0.0.1:8000/callback"


@pytest.fixture
def api(endpoints, monkeypatch):
    # Authlib asks for TLS, unless told that this is a test.
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    return endpoints["api"]


@pytest.fixture
def server(api):
    """What the authorization server says of itself."""
    issuer = f"{api['url']}/auth/oauth2"
    metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
    assert metadata["issuer"] == issuer
    return metadata


def session_of(api, server, **options):
    clients = api["credentials"]["oauth2"]
    return OAuth2Session(
        clients["clientId"],
        clients["clientSecret"],
        token_endpoint=server["token_endpoint"],
        revocation_endpoint_auth_method="client_secret_basic",
        redirect_uri=REDIRECT_URI,
        **options,
    )


def public_session_of(api, server):
    return OAuth2Session(
        api["credentials"]["oauth2"]["publicClientId"],
        token_endpoint=server["token_endpoint"],
        token_endpoint_auth_method="none",
        redirect_uri=REDIRECT_URI,
        code_challenge_method="S256",
    )


def read(session, api):
    return session.get(f"{api['url']}/auth/oauth2/data", timeout=10)


def authorize(session, server, **options):
    """Goes where a user's browser would be sent, and comes back to where the client listens."""
    url, state = session.create_authorization_url(server["authorization_endpoint"], **options)
    sent = requests.get(url, allow_redirects=False, timeout=10)
    assert sent.status_code == 303
    assert parse_qs(urlsplit(sent.headers["Location"]).query)["state"] == [state]
    return sent.headers["Location"]


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_client_credentials(api, server, method):
    session = session_of(api, server, token_endpoint_auth_method=method)
    token = session.fetch_token(grant_type="client_credentials")
    assert token["token_type"] == "Bearer"
    assert len(read(session, api).json()["data"]) == 20


def test_authorization_code_with_pkce(api, server):
    session = public_session_of(api, server)
    verifier = "v" * 64
    back = authorize(session, server, code_verifier=verifier, scope="openid people.read")
    token = session.fetch_token(authorization_response=back, code_verifier=verifier)
    assert token["scope"] == "people.read"
    assert token["id_token"].count(".") == 2
    assert len(read(session, api).json()["data"]) == 20
    with pytest.raises(OAuthError, match="invalid_grant"):
        session.fetch_token(authorization_response=back, code_verifier=verifier)


def test_wrong_verifier_is_refused(api, server):
    session = public_session_of(api, server)
    back = authorize(session, server, code_verifier="v" * 64)
    with pytest.raises(OAuthError, match="code_verifier"):
        session.fetch_token(authorization_response=back, code_verifier="w" * 64)


def test_refresh_rotates(api, server):
    session = session_of(api, server)
    first = session.fetch_token(authorization_response=authorize(session, server))
    second = session.refresh_token()
    assert first["refresh_token"] != second["refresh_token"]
    assert len(read(session, api).json()["data"]) == 20
    with pytest.raises(OAuthError, match="invalid_grant"):
        session.refresh_token(refresh_token=first["refresh_token"])
    # Somebody has the old one, so nothing from this consent is good any more.
    assert read(session, api).status_code == 401
    with pytest.raises(OAuthError, match="invalid_grant"):
        session.refresh_token(refresh_token=second["refresh_token"])


def test_expired_token_is_refreshed_by_itself(api, server):
    renewed = []
    session = session_of(api, server, update_token=lambda token, **_: renewed.append(token))
    first = session.fetch_token(authorization_response=authorize(session, server), expires_in=1)
    assert first["expires_in"] == 1
    # Authlib renews what ends within a minute before it asks.
    assert len(read(session, api).json()["data"]) == 20
    assert [token["access_token"] != first["access_token"] for token in renewed] == [True]


def test_revoked_token_is_refused(api, server):
    session = session_of(api, server)
    token = session.fetch_token(grant_type="client_credentials")
    asked = session.introspect_token(server["introspection_endpoint"], token=token["access_token"])
    assert asked.json()["active"] is True
    session.revoke_token(server["revocation_endpoint"], token=token["access_token"])
    refused = read(session, api)
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]
    asked = session.introspect_token(server["introspection_endpoint"], token=token["access_token"])
    assert asked.json() == {"active": False}


def test_insufficient_scope(api, server):
    session = session_of(api, server)
    session.fetch_token(grant_type="client_credentials", scope="companies.read")
    refused = read(session, api)
    assert refused.status_code == 403
    assert 'error="insufficient_scope"' in refused.headers["WWW-Authenticate"]


def test_wrong_secret_is_refused(api, server):
    session = session_of(api, server)
    session.client_secret = "wrong"
    with pytest.raises(OAuthError, match="invalid_client"):
        session.fetch_token(grant_type="client_credentials")
