"""That ports agree wherever one is written. Each rule gives the objects' faults, as sentences."""

import re

from overlays import ROOT, find, name_of, pods, selects, template_of, workloads


def services_lead_to_ports(objects):
    for service in find(objects, "Service"):
        selector = {"matchLabels": service["spec"]["selector"]}
        for _name, labels, spec in pods(objects):
            if not selects(selector, labels):
                continue
            open_ports = ports_of(spec)
            for port in service["spec"]["ports"]:
                target = port.get("targetPort", port["port"])
                if target not in open_ports and target not in open_ports.values():
                    yield f"{name_of(service)} leads to port {target}, which no container opens"


def probes_ask_ports(objects):
    for name, _labels, spec in pods(objects):
        for container in spec["containers"]:
            for probe in ["startupProbe", "readinessProbe", "livenessProbe"]:
                asked = container.get(probe, {})
                port = asked.get("httpGet", asked.get("tcpSocket", {})).get("port")
                if port is not None and port not in ports_of(spec) and port not in ports_of(spec).values():
                    yield f"{name}: {probe} asks port {port}, which no container opens"


def policies_open_ports(objects):
    """A policy speaks of ports of pods, not of services."""
    for policy in find(objects, "NetworkPolicy"):
        spec = policy["spec"]
        for rule in spec.get("ingress", []):
            yield from closed(objects, policy, spec["podSelector"], rule)
        for rule in spec.get("egress", []):
            for peer in rule["to"]:
                if "namespaceSelector" not in peer:
                    yield from closed(objects, policy, peer["podSelector"], rule)


def closed(objects, policy, selector, rule):
    for _name, labels, spec in pods(objects):
        if selects(selector, labels):
            for port in rule.get("ports", []):
                if port["port"] not in ports_of(spec).values():
                    yield f"{name_of(policy)} speaks of port {port['port']}, which no container of {labels} opens"


def ports_are_those_of_the_images(objects):
    """What the Dockerfiles of the project expose."""
    for workload in workloads(objects):
        for container in template_of(workload)["spec"]["containers"]:
            exposed = exposed_by(container["image"])
            for port in container.get("ports", []):
                if exposed is not None and port["containerPort"] not in exposed:
                    yield f"{name_of(workload)} opens port {port['containerPort']}, and its image exposes {exposed}"


def exposed_by(image):
    """None for an image of somebody else."""
    target = image.split(":")[0].removeprefix("connector-playground-")
    text = (ROOT / "Dockerfile").read_text()
    stage = re.search(rf"^FROM \S+ AS {target}\n(.*?)(?=^FROM |\Z)", text, re.M | re.S)
    if stage is None:
        own = {"s3": "s3-minio", "postgres": "postgres-seed"}.get(target, target)
        path = ROOT / "services" / own / "Dockerfile"
        if not path.exists():
            return None
        body = path.read_text()
    else:
        body = stage[1]
    return [int(port) for line in re.findall(r"^EXPOSE (.*)$", body, re.M) for port in line.split()]


def ports_of(spec):
    """Name to number of every port that the pod opens."""
    return {
        port.get("name", str(port["containerPort"])): port["containerPort"]
        for container in spec["containers"]
        for port in container.get("ports", [])
    }
