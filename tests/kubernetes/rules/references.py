"""That names and labels lead to something that is there. Each rule gives the objects' faults, as sentences."""

from overlays import containers, find, name_of, pods, selects, template_of, workloads

# Pods that others bring: participants, and the cluster's own DNS.
OTHERS = [{"connector-playground/participant": "true"}, {"k8s-app": "kube-dns"}]


def services_select_pods(objects):
    for service in find(objects, "Service"):
        if not matching(objects, {"matchLabels": service["spec"]["selector"]}):
            yield f"{name_of(service)} selects no pod"


def workloads_select_their_own_pods(objects):
    for workload in workloads(objects):
        selector = workload["spec"].get("selector")
        if selector and not selects(selector, template_of(workload)["metadata"]["labels"]):
            yield f"{name_of(workload)} does not select its own pods"


def policies_select_pods(objects):
    for policy in find(objects, "NetworkPolicy"):
        spec = policy["spec"]
        selectors = [spec["podSelector"]]
        for rule in [*spec.get("ingress", []), *spec.get("egress", [])]:
            peers = [*rule.get("from", []), *rule.get("to", [])]
            if not peers:
                yield f"{name_of(policy)} has a rule for everybody"
            selectors += [peer["podSelector"] for peer in peers if "podSelector" in peer]
            if any("ipBlock" in peer for peer in peers):
                yield f"{name_of(policy)} opens a way out of the cluster"
        for selector in selectors:
            if not matching(objects, selector) and not any(selects(selector, labels) for labels in OTHERS):
                yield f"{name_of(policy)} selects no pod with {selector}"


def every_pod_has_a_policy(objects):
    """That of its own, beside the one that denies everything."""
    own = [policy for policy in find(objects, "NetworkPolicy") if policy["spec"]["podSelector"]]
    for name, labels, _spec in pods(objects):
        if not any(selects(policy["spec"]["podSelector"], labels) for policy in own):
            yield f"{name} has no network policy of its own"


def everything_is_denied_first(objects):
    denied = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    if denied not in [policy["spec"] for policy in find(objects, "NetworkPolicy")]:
        yield "no network policy denies everything"


def budgets_and_autoscalers_have_a_target(objects):
    for budget in find(objects, "PodDisruptionBudget"):
        if not matching(objects, budget["spec"]["selector"]):
            yield f"{name_of(budget)} selects no pod"
    for autoscaler in find(objects, "HorizontalPodAutoscaler"):
        target = autoscaler["spec"]["scaleTargetRef"]
        found = [w for w in workloads(objects) if name_of(w) == f"{target['kind']} {target['name']}"]
        if not found:
            yield f"{name_of(autoscaler)} scales what is not there"
        # Each `kubectl apply` would undo what the autoscaler did.
        if any("replicas" in workload["spec"] for workload in found):
            yield f"{name_of(autoscaler)} scales what has a number of replicas of its own"


def secrets_and_config_maps_are_there(objects):
    there = {(kind, an["metadata"]["name"]) for kind in ["Secret", "ConfigMap"] for an in find(objects, kind)}
    for name, container, spec in containers(objects):
        sources = [*container.get("envFrom", []), *(v.get("valueFrom", {}) for v in container.get("env", []))]
        asked = [("Secret", s["secretRef"]["name"]) for s in sources if "secretRef" in s]
        asked += [("ConfigMap", s["configMapRef"]["name"]) for s in sources if "configMapRef" in s]
        asked += [("Secret", s["secretKeyRef"]["name"]) for s in sources if "secretKeyRef" in s]
        for volume in spec.get("volumes", []):
            if "secret" in volume:
                asked.append(("Secret", volume["secret"]["secretName"]))
            if "configMap" in volume:
                asked.append(("ConfigMap", volume["configMap"]["name"]))
        yield from (f"{name} needs {kind} {which}, which is not there" for kind, which in asked if (kind, which) not in there)


def matching(objects, selector):
    return [name for name, labels, _spec in pods(objects) if selects(selector, labels)]
