"""Which world a request means when real clients name one as the user of the proxy."""

import json
import ssl
import subprocess
import urllib.request
from urllib.parse import urlsplit

import boto3
import botocore.config
import pytest
import requests

URL = "https://randomuser.me/api/?results=3&seed=worlds"


@pytest.fixture(scope="module")
def world(endpoints, playground):
    """The name of a further world with another seed, made by the command."""
    command = playground("world")
    made = [*command[:3], "create", "w1", *command[3:], "--seed", "7", "--services", "api,s3,gateway"]
    subprocess.run(made, check=True, capture_output=True)
    yield "w1"
    subprocess.run([*command[:3], "delete", "w1", *command[3:]], check=True, capture_output=True)


@pytest.fixture
def proxy(endpoints):
    """The URL of the gateway with a user."""
    address = urlsplit(endpoints["gateway"]["url"]).netloc
    return lambda user: f"http://{user}:x@{address}" if user else f"http://{address}"


def by_requests(url, proxy, ca):
    answer = requests.get(url, proxies={"http": proxy, "https": proxy}, verify=ca, timeout=20)
    answer.raise_for_status()
    return answer.json()


def by_urllib(url, proxy, ca):
    handlers = [
        urllib.request.ProxyHandler({"http": proxy, "https": proxy}),
        urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca)),
    ]
    with urllib.request.build_opener(*handlers).open(url, timeout=20) as answer:
        return json.load(answer)


CLIENTS = [by_requests, by_urllib]


@pytest.mark.parametrize("scheme", ["https", "http"])
@pytest.mark.parametrize("ask", CLIENTS)
def test_the_user_of_the_proxy_is_the_world(ask, scheme, endpoints, proxy, world):
    url, ca = URL.replace("https", scheme), endpoints["gateway"]["caFile"]
    own, other = ask(url, proxy(None), ca), ask(url, proxy(world), ca)
    assert own["results"] != other["results"]
    assert own["results"] == ask(url, proxy("default"), ca)["results"]


def test_boto3_finds_the_bucket_of_the_world(endpoints, proxy, world, directory):
    s3 = json.loads(open(f"{directory}/worlds/{world}/endpoints.json").read())["s3"]
    client = boto3.client(
        "s3",
        region_name=s3["region"],
        aws_access_key_id=s3["accessKeyId"],
        aws_secret_access_key=s3["secretAccessKey"],
        verify=endpoints["gateway"]["caFile"],
        config=botocore.config.Config(proxies={"https": proxy(world)}),
    )
    assert client.list_objects_v2(Bucket="w1-fixtures")["KeyCount"] > 5


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_requests_shows_why_an_unknown_world_is_refused(scheme, endpoints, proxy, world):
    with pytest.raises(requests.RequestException) as refused:
        by_requests(URL.replace("https", scheme), proxy("w9"), endpoints["gateway"]["caFile"])
    assert "407" in str(refused.value)
    assert "there are default, w1" in str(refused.value)
