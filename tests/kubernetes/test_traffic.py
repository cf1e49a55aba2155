"""Who may talk to whom, by the network policies and by nothing else. What is not in the table must not be possible."""

import pytest

from overlays import OVERLAYS, build, find, pods, selects

PARTICIPANT = {"connector-playground/participant": "true"}
DNS = {"k8s-app": "kube-dns"}
NAMESPACE = {
    "kubernetes.io/metadata.name": "connector-playground",
    "connector-playground/participants": "true",
}
SYSTEM = {"kubernetes.io/metadata.name": "kube-system"}

ALLOWED = {
    ("participant", "api", 5001),
    ("participant", "bastion", 22),
    ("participant", "bastion", 2222),
    ("participant", "gateway", 8080),
    ("participant", "key-vault", 8443),
    ("participant", "redshift", 5439),
    ("participant", "s3", 9000),
    ("bastion", "api", 5001),
    ("bastion", "postgres", 5432),
    ("gateway", "api", 5001),
    ("gateway", "key-vault", 8443),
    ("gateway", "postgres", 5432),
    ("gateway", "s3", 9000),
    ("redshift", "postgres", 5432),
    ("seed", "postgres", 5432),
    ("seed", "s3", 9000),
}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_only_these_may_talk(overlay):
    objects = build(overlay)
    places = {labels["app.kubernetes.io/name"]: (labels, spec) for _name, labels, spec in pods(objects)}
    senders = {name: labels for name, (labels, _spec) in places.items()} | {"participant": PARTICIPANT, "stranger": {}}
    possible = {
        (sender, receiver, port["containerPort"])
        for sender, labels in senders.items()
        for receiver, (other, spec) in places.items()
        for container in spec["containers"]
        for port in container["ports"]
        if sender != receiver and may_talk(objects, labels, other, NAMESPACE, port["containerPort"])
    }
    assert possible == ALLOWED


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_everybody_may_ask_for_names(overlay):
    objects = build(overlay)
    for _name, labels, _spec in pods(objects):
        assert may_leave(objects, labels, DNS, SYSTEM, 53)
        assert not may_leave(objects, labels, DNS, SYSTEM, 443)
        assert not may_leave(objects, labels, {}, SYSTEM, 53)


@pytest.mark.parametrize(("namespace", "allowed"), [({}, False), ({"connector-playground/participants": "true"}, True)])
def test_participants_come_from_namespaces_that_are_let_in(namespace, allowed):
    objects = build("overlays/workshop")
    assert may_enter(objects, {"app.kubernetes.io/name": "api"}, PARTICIPANT, namespace, 5001) is allowed


def may_talk(objects, sender, receiver, namespace, port):
    return may_leave(objects, sender, receiver, namespace, port) and may_enter(objects, receiver, sender, namespace, port)


def may_leave(objects, sender, receiver, namespace, port):
    return permitted(objects, "Egress", sender, receiver, namespace, port)


def may_enter(objects, receiver, sender, namespace, port):
    return permitted(objects, "Ingress", receiver, sender, namespace, port)


def permitted(objects, direction, pod, peer, namespace, port):
    """As Kubernetes has it: without a policy for the pod everything, with policies what any of them allows."""
    rules_of, peers_of = {"Egress": ("egress", "to"), "Ingress": ("ingress", "from")}[direction]
    mine = [
        policy["spec"]
        for policy in find(objects, "NetworkPolicy")
        if selects(policy["spec"]["podSelector"], pod) and direction in policy["spec"]["policyTypes"]
    ]
    return not mine or any(
        any(is_peer(entry, peer, namespace) for entry in rule[peers_of])
        and ("ports" not in rule or port in [entry["port"] for entry in rule["ports"]])
        for spec in mine
        for rule in spec.get(rules_of, [])
    )


def is_peer(entry, labels, namespace):
    """Without a selector of namespaces a peer is in that of the policy."""
    place = selects(entry["namespaceSelector"], namespace) if "namespaceSelector" in entry else is_own(namespace)
    return place and selects(entry.get("podSelector", {}), labels)


def is_own(namespace):
    return namespace.get("kubernetes.io/metadata.name") == "connector-playground"
