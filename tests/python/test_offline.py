"""The network that the other tests do not have. Collected only where `offline.py` could take it away."""

import errno
import socket

import pytest


def test_there_is_the_loopback_interface_alone():
    assert [name for _, name in socket.if_nameindex()] == ["lo"]


@pytest.mark.parametrize(
    "family, address",
    # Addresses that are kept for documentation (RFC 5737, RFC 3849): with a network, they are routed and silent.
    [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")],
)
def test_the_outside_is_unreachable(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as outside:
        outside.settimeout(10)
        assert outside.connect_ex((address, 443)) in (errno.ENETUNREACH, errno.EADDRNOTAVAIL)


def test_public_names_have_no_address():
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("jsonplaceholder.typicode.com", 443)
