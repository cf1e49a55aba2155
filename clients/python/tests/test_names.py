from __future__ import annotations

import pytest

from connector_playground_testing import SERVICES, PlaygroundError
from connector_playground_testing.names import service_name


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_name(service: str) -> None:
    assert service_name(service) == service


@pytest.mark.parametrize(("former", "service"), [("postgres-seed", "postgres"), ("s3-minio", "s3")])
def test_a_former_name_is_accepted(former: str, service: str) -> None:
    assert service_name(former) == service


@pytest.mark.parametrize(("mistyped", "meant"), [("postgress", "postgres"), ("s4", "s3"), ("keyvault", "key-vault")])
def test_any_other_name_gets_the_nearest(mistyped: str, meant: str) -> None:
    with pytest.raises(PlaygroundError, match=f"There is no service '{mistyped}'. Did you mean '{meant}'"):
        service_name(mistyped)
