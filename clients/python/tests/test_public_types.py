"""A program that annotates what a getter gives imports the type from the package itself."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import get_args, get_type_hints

import pytest

import connector_playground_testing as package
from connector_playground_testing import SERVICES, Playground, sources
from connector_playground_testing.sources import Sources

GETTERS = {name: get_type_hints(got.fget)["return"] for name, got in vars(Sources).items() if isinstance(got, property)}
TYPES = [kind for kind in GETTERS.values() if is_dataclass(kind)]


def used_by(kind: object) -> set[type]:
    """Give a type and those of its fields, at every depth."""
    if not is_dataclass(kind):
        return {found for part in get_args(kind) for found in used_by(part)}
    assert isinstance(kind, type)
    return {kind}.union(*(used_by(field) for field in get_type_hints(kind).values()))


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_getter(service: str) -> None:
    name = service.replace("-", "_")
    assert {name, f"{name}_url"} & GETTERS.keys()
    assert {name, f"{name}_url"} & set(dir(Playground))


def test_every_type_of_a_getter_is_public() -> None:
    used = {found.__name__ for kind in TYPES for found in used_by(kind)}
    assert sorted(used) == sorted(sources.__all__)


@pytest.mark.parametrize("name", sources.__all__)
def test_a_type_is_the_one_of_the_package(name: str) -> None:
    assert name in package.__all__
    assert getattr(package, name) is getattr(sources, name)
