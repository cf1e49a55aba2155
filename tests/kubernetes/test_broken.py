"""What the validator is for: each of these faults in good objects is found, by the rule that is named."""

from copy import deepcopy

import kubernetes_validate
import pytest

from overlays import build, find, template_of
from rules import containers, images, ports, references


def of(objects, kind, name):
    return next(an_object for an_object in find(objects, kind) if an_object["metadata"]["name"] == name)


def pod(objects):
    return template_of(of(objects, "Deployment", "api"))["spec"]


def container(objects):
    return pod(objects)["containers"][0]


def set_at(*path, to):
    """A fault: another value below the API's container."""

    def break_it(objects):
        place = container(objects)
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return break_it


def without(*path):
    """A fault: nothing at a place below the API's container."""

    def break_it(objects):
        place = container(objects)
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return break_it


def policy(name, change):
    return lambda objects: change(of(objects, "NetworkPolicy", name)["spec"])


FAULTS = [
    (containers.have_limits, without("resources", "limits", "memory")),
    (containers.have_limits, without("resources")),
    (containers.have_probes, without("livenessProbe")),
    (containers.are_restricted, set_at("securityContext", "readOnlyRootFilesystem", to=False)),
    (containers.are_restricted, set_at("securityContext", "capabilities", to={"drop": []})),
    (containers.are_restricted, set_at("securityContext", "capabilities", "add", to=["SYS_ADMIN"])),
    (containers.are_restricted, set_at("securityContext", "runAsUser", to=0)),
    (containers.are_restricted, lambda objects: pod(objects).pop("securityContext")),
    (containers.are_restricted, lambda objects: pod(objects).update(hostNetwork=True)),
    (containers.are_restricted, lambda objects: pod(objects).pop("automountServiceAccountToken")),
    (containers.take_no_variables_of_services, lambda objects: pod(objects).pop("enableServiceLinks")),
    (containers.mount_what_there_is, set_at("volumeMounts", to=[{"name": "lost", "mountPath": "/lost"}])),
    (images.are_those_of_compose, set_at("image", to="nginx:1")),
    (images.have_the_version_of_the_package, set_at("image", to="connector-playground-api:latest")),
    (images.have_the_version_of_the_package, set_at("image", to="connector-playground-api")),
    (images.read_every_variable, set_at("env", 0, "name", to="PLAYGROUND_API_DRIAN_MS")),
    (ports.ports_are_those_of_the_images, set_at("ports", 0, "containerPort", to=5002)),
    (ports.policies_open_ports, set_at("ports", 0, "containerPort", to=5002)),
    (ports.probes_ask_ports, set_at("readinessProbe", "httpGet", "port", to="https")),
    (ports.services_lead_to_ports, set_at("ports", 0, "name", to="web")),
    (ports.policies_open_ports, policy("bastion", lambda spec: spec["egress"][0]["ports"][0].update(port=80))),
    (
        references.services_select_pods,
        lambda objects: of(objects, "Service", "api")["spec"]["selector"].update({"app.kubernetes.io/name": "app"}),
    ),
    (
        references.workloads_select_their_own_pods,
        lambda objects: template_of(of(objects, "Deployment", "api"))["metadata"].update(labels={}),
    ),
    (references.policies_select_pods, policy("api", lambda spec: spec["podSelector"]["matchLabels"].update(x="y"))),
    (references.policies_select_pods, policy("api", lambda spec: spec["ingress"].append({}))),
    (
        references.policies_select_pods,
        policy("api", lambda spec: spec.update(egress=[{"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]}])),
    ),
    (references.every_pod_has_a_policy, lambda objects: objects.remove(of(objects, "NetworkPolicy", "api"))),
    (
        references.everything_is_denied_first,
        lambda objects: objects.remove(of(objects, "NetworkPolicy", "default-deny")),
    ),
    (
        references.budgets_and_autoscalers_have_a_target,
        lambda objects: of(objects, "HorizontalPodAutoscaler", "api")["spec"]["scaleTargetRef"].update(name="app"),
    ),
    (
        references.budgets_and_autoscalers_have_a_target,
        lambda objects: of(objects, "Deployment", "api")["spec"].update(replicas=3),
    ),
    (
        references.budgets_and_autoscalers_have_a_target,
        lambda objects: of(objects, "PodDisruptionBudget", "api")["spec"].update(selector={"matchLabels": {"a": "b"}}),
    ),
    (
        references.secrets_and_config_maps_are_there,
        lambda objects: [objects.remove(secret) for secret in find(objects, "Secret")],
    ),
]


@pytest.mark.parametrize(("rule", "fault"), FAULTS, ids=lambda part: getattr(part, "__name__", "fault"))
def test_fault_is_found(rule, fault):
    objects = deepcopy(build("overlays/workshop"))
    fault(objects)
    assert list(rule(objects)) != []


@pytest.mark.parametrize(
    "fault",
    [
        set_at("livenesProbe", to={}),
        set_at("resources", "limits", to={"cpu": [1]}),
        set_at("ports", 0, "containerPort", to="http"),
        lambda objects: of(objects, "Deployment", "api")["spec"].pop("selector"),
        lambda objects: of(objects, "HorizontalPodAutoscaler", "api")["spec"].update(maxReplica=3),
    ],
    ids=["unknown field", "limit that is none", "port that is none", "missing field", "unknown field of a scaler"],
)
def test_schema_finds(fault):
    objects = deepcopy(build("overlays/workshop"))
    fault(objects)
    with pytest.raises(kubernetes_validate.ValidationError):
        for an_object in objects:
            kubernetes_validate.validate(an_object, "1.37", strict=True)
