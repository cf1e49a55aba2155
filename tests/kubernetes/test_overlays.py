"""Every overlay keeps every rule, and every object is one that Kubernetes knows, without unknown fields."""

import kubernetes_validate
import pytest

from overlays import OVERLAYS, build, name_of
from rules import containers, images, ports, references

# The oldest that its makers still mend, and the newest that the schemas know.
VERSIONS = ["1.34", "1.37"]

RULES = [
    containers.are_restricted,
    containers.have_limits,
    containers.have_probes,
    containers.mount_what_there_is,
    containers.take_no_variables_of_services,
    images.are_those_of_compose,
    images.have_the_version_of_the_package,
    images.read_every_variable,
    ports.policies_open_ports,
    ports.ports_are_those_of_the_images,
    ports.probes_ask_ports,
    ports.services_lead_to_ports,
    references.budgets_and_autoscalers_have_a_target,
    references.every_pod_has_a_policy,
    references.everything_is_denied_first,
    references.policies_select_pods,
    references.secrets_and_config_maps_are_there,
    references.services_select_pods,
    references.workloads_select_their_own_pods,
]

OF_A_POD = [
    containers.are_restricted,
    containers.have_limits,
    containers.mount_what_there_is,
    containers.take_no_variables_of_services,
    images.are_those_of_compose,
    images.have_the_version_of_the_package,
    images.read_every_variable,
]


@pytest.mark.parametrize("overlay", [*OVERLAYS, "check"])
@pytest.mark.parametrize("version", VERSIONS)
def test_schema_knows_every_object(overlay, version):
    objects = build(overlay)
    assert objects
    for an_object in objects:
        try:
            kubernetes_validate.validate(an_object, version, strict=True)
        except kubernetes_validate.ValidationError as fault:
            pytest.fail(f"{name_of(an_object)}: {list(fault.path)}: {fault.message}")


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.__module__.split('.')[-1]}_{rule.__name__}")
def test_rule_holds(overlay, rule):
    assert list(rule(build(overlay))) == []


@pytest.mark.parametrize("rule", OF_A_POD, ids=lambda rule: rule.__name__)
def test_the_check_keeps_what_concerns_a_pod(rule):
    assert list(rule(build("check"))) == []


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_object_is_there_twice(overlay):
    found = [name_of(an_object) for an_object in build(overlay)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_everything_is_in_one_namespace(overlay):
    elsewhere = [
        name_of(an_object)
        for an_object in build(overlay)
        if an_object["kind"] != "Namespace" and an_object["metadata"].get("namespace") != "connector-playground"
    ]
    assert elsewhere == []
