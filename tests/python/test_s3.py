"""The object store as boto3 and pdfplumber see it: unmodified clients, default settings, real sockets."""

import base64
import csv
import datetime
import hashlib
import io
import json
import re
import urllib.error
import urllib.request
import uuid
import zlib

import boto3
import pdfplumber
import pytest
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

MIB = 1024 * 1024
PART = bytes(range(256)) * (5 * MIB // 256)


def client_of(endpoint, **config):
    return boto3.client(
        "s3",
        endpoint_url=endpoint["url"],
        region_name=config.pop("region_name", endpoint["region"]),
        aws_access_key_id=config.pop("access_key", endpoint["accessKeyId"]),
        aws_secret_access_key=config.pop("secret_key", endpoint["secretAccessKey"]),
        config=Config(retries={"max_attempts": 0}, **config),
    )


@pytest.fixture(scope="module")
def endpoint(endpoints):
    return endpoints["s3"]


@pytest.fixture(scope="module")
def s3(endpoint):
    return client_of(endpoint)


@pytest.fixture
def bucket(s3):
    """A bucket of the test's own, emptied and removed afterwards."""
    name = f"python-{uuid.uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name)
    yield name
    for upload in s3.list_multipart_uploads(Bucket=name).get("Uploads", []):
        s3.abort_multipart_upload(Bucket=name, Key=upload["Key"], UploadId=upload["UploadId"])
    listed = s3.list_object_versions(Bucket=name)
    for version in listed.get("Versions", []) + listed.get("DeleteMarkers", []):
        s3.delete_object(Bucket=name, Key=version["Key"], VersionId=version["VersionId"])
    s3.delete_bucket(Bucket=name)


def refused(call, **arguments):
    """The code and status of the error that a call must give."""
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return (
        caught.value.response["Error"]["Code"],
        caught.value.response["ResponseMetadata"]["HTTPStatusCode"],
    )


def fetch(url, method="GET", data=None, headers=None):
    """Status and body of a plain request, as a browser would make it."""
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def put_all(s3, bucket, keys):
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")


# --- Authentication -----------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
@pytest.mark.parametrize("signature", ["s3v4", "s3"])
def test_signed_headers_are_accepted(endpoint, signature, region):
    client = client_of(endpoint, signature_version=signature, region_name=region)
    assert endpoint["bucket"] in [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]


@pytest.mark.parametrize("signature", ["s3v4", "s3"])
@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"secret_key": "x" * 40}, "SignatureDoesNotMatch"), ({"access_key": "NOBODY"}, "InvalidAccessKeyId")],
)
def test_wrong_keys_are_refused(endpoint, signature, wrong, code):
    client = client_of(endpoint, signature_version=signature, **wrong)
    assert refused(client.list_buckets) == (code, 403)


@pytest.mark.parametrize("path", ["/", "/{bucket}", "/{bucket}/people/people.csv"])
def test_anonymous_requests_are_refused(endpoint, path):
    status, body = fetch(endpoint["url"] + path.format(bucket=endpoint["bucket"]))
    assert status == 403
    assert b"<Code>AccessDenied</Code>" in body


# --- Buckets ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["UPPER", "under_score", "a..b", "192.168.0.1", "-dash"])
def test_bad_bucket_names_are_refused(s3, name):
    assert refused(s3.create_bucket, Bucket=name) == ("InvalidBucketName", 400)


def test_a_bucket_is_created_once(s3, bucket):
    assert refused(s3.create_bucket, Bucket=bucket) == ("BucketAlreadyOwnedByYou", 409)


def test_a_full_bucket_is_not_deleted(s3, bucket):
    put_all(s3, bucket, ["a"])
    assert refused(s3.delete_bucket, Bucket=bucket) == ("BucketNotEmpty", 409)


@pytest.mark.parametrize(
    "operation", ["head_bucket", "list_objects", "list_objects_v2", "get_bucket_location", "delete_bucket"]
)
def test_a_missing_bucket_is_named_as_such(s3, operation):
    code, status = refused(getattr(s3, operation), Bucket="there-is-no-such-bucket")
    assert status == 404
    assert code in ("NoSuchBucket", "404")


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("get_bucket_policy", "NoSuchBucketPolicy"),
        ("get_bucket_tagging", "NoSuchTagSet"),
        ("get_bucket_lifecycle_configuration", "NoSuchLifecycleConfiguration"),
        ("get_bucket_encryption", "ServerSideEncryptionConfigurationNotFoundError"),
        ("get_bucket_replication", "ReplicationConfigurationNotFoundError"),
        ("get_object_lock_configuration", "ObjectLockConfigurationNotFoundError"),
    ],
)
def test_a_setting_that_is_not_set_says_so(s3, bucket, operation, code):
    assert refused(getattr(s3, operation), Bucket=bucket) == (code, 404)


def test_an_operation_that_is_not_there_is_501(s3, bucket):
    assert refused(s3.put_bucket_website, Bucket=bucket, WebsiteConfiguration={}) == ("NotImplemented", 501)


# --- Objects ------------------------------------------------------------------------------------------

KEYS = [
    "plain.txt",
    "with space",
    "plus+plus",
    "ümlaut/é",
    "emoji-😀",
    "percent%41",
    "quote'\"<&>",
    "tab\tnew\nline",
    "a=b&c=d?e#f",
    "trailing/",
    "(*!~)",
    "x" * 1024,
]


@pytest.mark.parametrize("key", KEYS, ids=range(len(KEYS)))
def test_any_key_comes_back_as_it_was(s3, bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [key]
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": key})
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key}]})
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["copy"]


def test_a_key_may_not_be_longer_than_1024_bytes(s3, bucket):
    assert refused(s3.put_object, Bucket=bucket, Key="ü" * 513) == ("KeyTooLongError", 400)


@pytest.mark.parametrize("size", [0, 1, 65_536, 3 * MIB + 1])
def test_an_object_has_its_bytes_its_etag_and_its_length(s3, bucket, size):
    body = (b"0123456789" * (size // 10 + 1))[:size]
    etag = s3.put_object(Bucket=bucket, Key="k", Body=body)["ETag"]
    answer = s3.get_object(Bucket=bucket, Key="k")
    assert answer["Body"].read() == body
    assert etag == answer["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    assert s3.head_object(Bucket=bucket, Key="k")["ContentLength"] == size


def test_headers_and_metadata_are_kept(s3, bucket):
    given = {
        "ContentType": "text/plain",
        "CacheControl": "no-cache",
        "ContentDisposition": "attachment",
        "ContentEncoding": "gzip",
        "ContentLanguage": "de",
        "Metadata": {"one": "1", "two": "b c"},
    }
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", **given)
    answer = s3.head_object(Bucket=bucket, Key="k")
    assert {name: answer[name] for name in given} == given


@pytest.mark.parametrize(
    ("range_", "expected"),
    [("bytes=0-3", b"0123"), ("bytes=5-", b"56789"), ("bytes=-2", b"89"), ("bytes=8-99", b"89")],
)
def test_ranges(s3, bucket, range_, expected):
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    answer = s3.get_object(Bucket=bucket, Key="k", Range=range_)
    assert answer["Body"].read() == expected
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206


def test_a_range_past_the_end_is_refused(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    assert refused(s3.get_object, Bucket=bucket, Key="k", Range="bytes=10-") == ("InvalidRange", 416)


LONG_AGO = datetime.datetime(2001, 1, 1, tzinfo=datetime.timezone.utc)
FAR_AHEAD = datetime.datetime(2101, 1, 1, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ({"IfMatch": '"nothing"'}, 412),
        ({"IfNoneMatch": "*"}, 304),
        ({"IfModifiedSince": FAR_AHEAD}, 304),
        ({"IfUnmodifiedSince": LONG_AGO}, 412),
    ],
)
@pytest.mark.parametrize("operation", ["get_object", "head_object"])
def test_conditions_on_reading(s3, bucket, operation, condition, status):
    put_all(s3, bucket, ["k"])
    assert refused(getattr(s3, operation), Bucket=bucket, Key="k", **condition)[1] == status


def test_conditions_on_writing(s3, bucket):
    etag = s3.put_object(Bucket=bucket, Key="k", Body=b"1", IfNoneMatch="*")["ETag"]
    again = refused(s3.put_object, Bucket=bucket, Key="k", Body=b"2", IfNoneMatch="*")
    assert again == ("PreconditionFailed", 412)
    s3.put_object(Bucket=bucket, Key="k", Body=b"3", IfMatch=etag)
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"4", IfMatch=etag)[1] == 412
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"3"


@pytest.mark.parametrize("operation", ["get_object", "head_object"])
def test_a_missing_key(s3, bucket, operation):
    assert refused(getattr(s3, operation), Bucket=bucket, Key="none")[1] == 404


# --- Checksums ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("algorithm", "value"),
    [
        ("CRC32", base64.b64encode(zlib.crc32(b"hello").to_bytes(4, "big")).decode()),
        ("SHA1", base64.b64encode(hashlib.sha1(b"hello").digest()).decode()),
        ("SHA256", base64.b64encode(hashlib.sha256(b"hello").digest()).decode()),
        # "Catalogue of parametrised CRC algorithms" gives the polynomials; these were worked out from them.
        ("CRC32C", "mnG7TA=="),
        ("CRC64NVME", "M3eFcAZSQlc="),
    ],
)
def test_checksums_are_stored_and_checked(s3, bucket, algorithm, value):
    field = f"Checksum{algorithm}"
    assert s3.put_object(Bucket=bucket, Key="k", Body=b"hello", **{field: value})[field] == value
    assert s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")[field] == value
    wrong = refused(s3.put_object, Bucket=bucket, Key="k", Body=b"jello", **{field: value})
    assert wrong == ("BadDigest", 400)
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"hello"


def test_a_wrong_content_md5_is_refused(s3, bucket):
    wrong = base64.b64encode(bytes(16)).decode()
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"x", ContentMD5=wrong) == ("BadDigest", 400)


# --- Listing ------------------------------------------------------------------------------------------


def test_pages_hold_every_key_once_and_in_order(s3, bucket):
    keys = [f"{number:03}" for number in range(25)]
    put_all(s3, bucket, reversed(keys))
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 4})
    assert [item["Key"] for page in pages for item in page["Contents"]] == keys
    old_pages = s3.get_paginator("list_objects").paginate(Bucket=bucket, PaginationConfig={"PageSize": 7})
    assert [item["Key"] for page in old_pages for item in page["Contents"]] == keys


def test_keys_are_in_the_order_of_their_utf8_bytes(s3, bucket):
    keys = ["a", "B", "é", "\uff5e", "\U0001f600", "a/b"]
    put_all(s3, bucket, keys)
    listed = [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    assert listed == sorted(keys, key=lambda key: key.encode())


@pytest.mark.parametrize("size", [1, 2, 1000])
@pytest.mark.parametrize("operation", ["list_objects", "list_objects_v2"])
def test_a_delimiter_rolls_keys_up(s3, bucket, operation, size):
    put_all(s3, bucket, ["a", "b/1", "b/2", "c/d/1", "e"])
    pages = list(
        s3.get_paginator(operation).paginate(
            Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": size}
        )
    )
    assert [item["Key"] for page in pages for item in page.get("Contents", [])] == ["a", "e"]
    prefixes = [item["Prefix"] for page in pages for item in page.get("CommonPrefixes", [])]
    assert prefixes == ["b/", "c/"]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"Prefix": "b/"}, ["b/1", "b/2"]),
        ({"Prefix": "nothing"}, []),
        ({"StartAfter": "b/1"}, ["b/2", "c"]),
        ({"MaxKeys": 0}, []),
        ({"EncodingType": "url"}, ["a", "b/1", "b/2", "c"]),
    ],
)
def test_what_a_listing_is_asked_for(s3, bucket, asked, keys):
    put_all(s3, bucket, ["a", "b/1", "b/2", "c"])
    answer = s3.list_objects_v2(Bucket=bucket, **asked)
    assert [item["Key"] for item in answer.get("Contents", [])] == keys
    assert answer["KeyCount"] == len(keys)
    assert answer["IsTruncated"] is False


# --- Copying, deleting, tags, versions ----------------------------------------------------------------


@pytest.mark.parametrize(("directive", "metadata"), [("COPY", {"a": "1"}), ("REPLACE", {"b": "2"})])
def test_a_copy_keeps_or_replaces_metadata(s3, bucket, directive, metadata):
    s3.put_object(Bucket=bucket, Key="from", Body=b"bytes", Metadata={"a": "1"})
    s3.copy_object(
        Bucket=bucket,
        Key="to",
        CopySource={"Bucket": bucket, "Key": "from"},
        MetadataDirective=directive,
        Metadata={"b": "2"},
    )
    answer = s3.get_object(Bucket=bucket, Key="to")
    assert (answer["Body"].read(), answer["Metadata"]) == (b"bytes", metadata)


def test_a_copy_onto_itself_must_change_something(s3, bucket):
    put_all(s3, bucket, ["k"])
    source = {"Bucket": bucket, "Key": "k"}
    assert refused(s3.copy_object, Bucket=bucket, Key="k", CopySource=source) == ("InvalidRequest", 400)


def test_deleting_what_is_not_there_succeeds(s3, bucket):
    assert s3.delete_object(Bucket=bucket, Key="none")["ResponseMetadata"]["HTTPStatusCode"] == 204


@pytest.mark.parametrize(("quiet", "told"), [(False, 3), (True, 0)])
def test_many_are_deleted_at_once(s3, bucket, quiet, told):
    put_all(s3, bucket, ["1", "2"])
    objects = [{"Key": key} for key in ("1", "2", "none")]
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": quiet})
    assert len(answer.get("Deleted", [])) == told
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_tags_of_an_object(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", Tagging="a=1&b=%C3%BC")
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "ü"}]
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == tags
    s3.put_object_tagging(Bucket=bucket, Key="k", Tagging={"TagSet": tags[:1]})
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == tags[:1]
    s3.delete_object_tagging(Bucket=bucket, Key="k")
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == []


def test_versions_outlive_a_deletion(s3, bucket):
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=bucket, Key="k", Body=b"1")["VersionId"]
    s3.put_object(Bucket=bucket, Key="k", Body=b"2")
    marker = s3.delete_object(Bucket=bucket, Key="k")
    assert marker["DeleteMarker"] is True
    assert refused(s3.get_object, Bucket=bucket, Key="k") == ("NoSuchKey", 404)
    assert s3.get_object(Bucket=bucket, Key="k", VersionId=first)["Body"].read() == b"1"
    listed = s3.list_object_versions(Bucket=bucket)
    assert [version["IsLatest"] for version in listed["Versions"]] == [False, False]
    s3.delete_object(Bucket=bucket, Key="k", VersionId=marker["VersionId"])
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"2"


# --- Multipart ----------------------------------------------------------------------------------------


def upload_parts(s3, bucket, parts, **arguments):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k", **arguments)["UploadId"]
    listed = []
    for number, body in enumerate(parts, 1):
        answer = s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=body)
        listed.append({"PartNumber": number, "ETag": answer["ETag"]})
    return upload, listed


def complete(s3, bucket, upload, parts):
    return s3.complete_multipart_upload(
        Bucket=bucket, Key="k", UploadId=upload, MultipartUpload={"Parts": parts}
    )


def test_parts_become_one_object(s3, bucket):
    upload, parts = upload_parts(s3, bucket, [PART, b"tail"])
    assert [part["Size"] for part in s3.list_parts(Bucket=bucket, Key="k", UploadId=upload)["Parts"]] == [
        len(PART),
        4,
    ]
    digests = hashlib.md5(PART).digest() + hashlib.md5(b"tail").digest()
    etag = f'"{hashlib.md5(digests).hexdigest()}-2"'
    assert complete(s3, bucket, upload, parts)["ETag"] == etag
    assert complete(s3, bucket, upload, parts)["ETag"] == etag
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == PART + b"tail"
    assert s3.get_object(Bucket=bucket, Key="k", PartNumber=2)["Body"].read() == b"tail"
    across = f"bytes={len(PART) - 2}-{len(PART) + 1}"
    assert s3.get_object(Bucket=bucket, Key="k", Range=across)["Body"].read() == PART[-2:] + b"ta"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda parts: [parts[1], parts[0]], "InvalidPartOrder"),
        (lambda parts: [{**parts[0], "ETag": '"0"'}, parts[1]], "InvalidPart"),
        (lambda parts: [*parts, {"PartNumber": 9, "ETag": parts[0]["ETag"]}], "InvalidPart"),
        (lambda parts: [], "MalformedXML"),
    ],
)
def test_a_wrong_list_of_parts_is_refused(s3, bucket, change, code):
    upload, parts = upload_parts(s3, bucket, [PART, b"tail"])
    assert refused(complete, s3=s3, bucket=bucket, upload=upload, parts=change(parts)) == (code, 400)


def test_a_part_but_the_last_must_have_5_mib(s3, bucket):
    upload, parts = upload_parts(s3, bucket, [b"small", b"tail"])
    wrong = refused(complete, s3=s3, bucket=bucket, upload=upload, parts=parts)
    assert wrong == ("EntityTooSmall", 400)


def test_an_aborted_upload_is_gone(s3, bucket):
    upload, parts = upload_parts(s3, bucket, [b"x"])
    assert len(s3.list_multipart_uploads(Bucket=bucket)["Uploads"]) == 1
    s3.abort_multipart_upload(Bucket=bucket, Key="k", UploadId=upload)
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)
    assert refused(complete, s3=s3, bucket=bucket, upload=upload, parts=parts) == ("NoSuchUpload", 404)


def test_a_part_may_be_copied(s3, bucket):
    s3.put_object(Bucket=bucket, Key="source", Body=PART)
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    part = s3.upload_part_copy(
        Bucket=bucket,
        Key="k",
        UploadId=upload,
        PartNumber=1,
        CopySource={"Bucket": bucket, "Key": "source"},
        CopySourceRange="bytes=10-19",
    )["CopyPartResult"]
    complete(s3, bucket, upload, [{"PartNumber": 1, "ETag": part["ETag"]}])
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == PART[10:20]


# botocore has the other two only with the optional awscrt package.
@pytest.mark.parametrize("algorithm", ["CRC32", "SHA1", "SHA256"])
def test_a_transfer_of_many_parts_has_a_checksum(s3, bucket, algorithm):
    config = TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB)
    body = PART + PART + b"tail"
    s3.upload_fileobj(
        io.BytesIO(body), bucket, "k", Config=config, ExtraArgs={"ChecksumAlgorithm": algorithm}
    )
    received = io.BytesIO()
    s3.download_fileobj(bucket, "k", received, Config=config)
    assert received.getvalue() == body
    head = s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert head[f"Checksum{algorithm}"]


def test_a_full_object_checksum_is_that_of_all_bytes(s3, bucket):
    upload, parts = upload_parts(
        s3, bucket, [PART, b"tail"], ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT"
    )
    expected = base64.b64encode(zlib.crc32(PART + b"tail").to_bytes(4, "big")).decode()
    assert complete(s3, bucket, upload, parts)["ChecksumCRC32"] == expected


# --- Presigned ----------------------------------------------------------------------------------------


@pytest.fixture(params=[None, "s3v4"], ids=["default", "s3v4"])
def presigner(request, endpoint):
    """boto3 presigns for us-east-1 by Signature Version 2 unless told otherwise."""
    return client_of(endpoint, **({"signature_version": request.param} if request.param else {}))


def test_a_presigned_get(presigner, bucket):
    presigner.put_object(Bucket=bucket, Key="a b+c", Body=b"bytes")
    url = presigner.generate_presigned_url(
        "get_object", {"Bucket": bucket, "Key": "a b+c", "ResponseContentType": "text/x-test"}
    )
    with urllib.request.urlopen(url) as response:
        assert (response.read(), response.headers["Content-Type"]) == (b"bytes", "text/x-test")


def test_a_presigned_put(presigner, bucket):
    url = presigner.generate_presigned_url("put_object", {"Bucket": bucket, "Key": "k"})
    # urllib names a form's content type otherwise, and Signature Version 2 signs that header.
    assert fetch(url, "PUT", b"bytes", {"Content-Type": ""})[0] == 200
    assert presigner.get_object(Bucket=bucket, Key="k")["Body"].read() == b"bytes"


@pytest.mark.parametrize("change", ["/k?->/other?", "Signature=->Signature=A"])
def test_a_presigned_url_that_was_changed_is_refused(presigner, bucket, change):
    put_all(presigner, bucket, ["k", "other"])
    url = presigner.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "k"})
    assert fetch(url.replace(*change.split("->")))[0] == 403


def test_an_expired_url_is_refused(presigner, bucket):
    url = presigner.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "k"}, ExpiresIn=-1)
    assert fetch(url)[0] in (400, 403)


def post_form(url, fields, body):
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n\r\n'
    data = ("".join(parts) + head).encode() + body + f"\r\n--{boundary}--\r\n".encode()
    return fetch(url, "POST", data, {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def test_an_upload_form(presigner, bucket):
    post = presigner.generate_presigned_post(bucket, "dir/${filename}")
    assert post_form(post["url"], post["fields"], b"bytes")[0] == 204
    assert presigner.get_object(Bucket=bucket, Key="dir/f.txt")["Body"].read() == b"bytes"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "other"}, b"AccessDenied"),
        ({"x-amz-meta-extra": "1"}, b"AccessDenied"),
        ({"policy": "bm90aGluZw=="}, b"SignatureDoesNotMatch"),
    ],
)
def test_an_upload_form_must_keep_to_its_policy(presigner, bucket, change, code):
    post = presigner.generate_presigned_post(bucket, "k")
    status, body = post_form(post["url"], {**post["fields"], **change}, b"bytes")
    assert status == 403
    assert code in body


def test_an_upload_form_limits_the_size(presigner, bucket):
    post = presigner.generate_presigned_post(bucket, "k", Conditions=[["content-length-range", 0, 3]])
    assert b"EntityTooLarge" in post_form(post["url"], post["fields"], b"bytes")[1]


# --- The seeded bucket --------------------------------------------------------------------------------

INVOICE_PATTERNS = {
    "invoice_id": [r"INVOICE\s+Serial\s+No\.\s*([A-Za-z0-9.\-]+)"],
    "invoice_date": [
        r"Invoice\s+date[:\s]*([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})",
        r"Invoice\s+date[:\s]*([0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2,4})",
        r"Invoice\s+date[:\s]*([A-Za-z]+\s+\d{1,2},?\s+\d{4})",
    ],
    "due_date": [
        r"Please pay until[:\s]*([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})",
        r"Please pay until[:\s]*([0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2,4})",
        r"Due\s+date[:\s]*([0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2,4})",
        r"Due\s+date[:\s]*([A-Za-z]+\s+\d{1,2},?\s+\d{4})",
    ],
    "total_amount": [r"Total amount[:\s]*([0-9.,]+)"],
    "total_due": [r"Total\s*due\s*[:\s]*([0-9.,]+)"],
    "address": [r"Address[:\s]([^\n]+)"],
    "email": [r"Email[:\s]*([a-zA-Z0-9._%+\-]{1,64}@[a-zA-Z0-9.\-]{1,255}\.[a-zA-Z]{2,})"],
    "phone": [r"Phone[:\s]*([0-9\-+\s()]{1,30})"],
    "code": [r"Code[:\s]*([0-9A-Za-z\-_]{1,50})"],
    "vat_code": [r"VAT\s*code[:\s]*([0-9A-Za-z\-_]{1,30})"],
    "amount_in_words": [r"Amount in words[:\s](.+)"],
    "total_discount": [r"(?m)^Total\s*discount\D*([0-9.,]+)"],
    "taxable_amount": [r"(?m)^Taxable\s*amount\D*([0-9.,]+)"],
    "tax_rate": [r"(?m)^Tax\s*rate\D*(\d{1,3})%?"],
    "total_taxes": [r"(?m)^Total\s*taxes\D*([0-9.,]+)"],
    "shipping": [r"(?m)^Shipping\D*([0-9.,]+)"],
}


@pytest.fixture(scope="module")
def invoices(s3, endpoint):
    """The pages' texts of every invoice."""
    texts = []
    for item in s3.list_objects_v2(Bucket=endpoint["bucket"], Prefix="invoices/")["Contents"]:
        body = s3.get_object(Bucket=endpoint["bucket"], Key=item["Key"])["Body"].read()
        with pdfplumber.open(io.BytesIO(body)) as document:
            texts.append([page.extract_text() for page in document.pages])
    return texts


def first_match(patterns, text):
    for pattern in patterns:
        if found := re.search(pattern, text, re.IGNORECASE):
            return found.group(1).strip()
    return None


def number(text):
    """Both `1467.50` and `1.467,50`."""
    return float(re.sub(r"[.,](?=\d{3}(\D|$))", "", text).replace(",", "."))


@pytest.mark.parametrize("field", INVOICE_PATTERNS)
def test_every_invoice_has_the_field(invoices, field):
    found = [first_match(INVOICE_PATTERNS[field], "\n".join(pages)) for pages in invoices]
    assert len(found) >= 3
    assert all(found), found


def test_the_invoices_differ_in_how_they_write(invoices):
    texts = "\n".join(page for pages in invoices for page in pages)
    for pattern in INVOICE_PATTERNS["invoice_date"]:
        assert re.search(pattern, texts)
    assert re.search(r"Total amount: \d{1,3}(\.\d{3})*,\d\d ", texts)
    assert any(len(pages) > 1 for pages in invoices)


def test_the_amounts_of_an_invoice_add_up(invoices):
    for pages in invoices:
        text = "\n".join(pages)
        amount = {
            name: number(first_match(INVOICE_PATTERNS[name], text))
            for name in ("taxable_amount", "total_taxes", "shipping", "total_amount")
        }
        parts = amount["taxable_amount"] + amount["total_taxes"] + amount["shipping"]
        assert parts == pytest.approx(amount["total_amount"])


def rows_of(s3, endpoint, key):
    body = s3.get_object(Bucket=endpoint["bucket"], Key=key)["Body"].read().decode()
    return list(csv.DictReader(io.StringIO(body)))


@pytest.mark.parametrize(
    ("table", "primary_key"),
    [
        ("campaigns", "campaign_id"),
        ("customers", "customer_id"),
        ("employees", "employee_id"),
        ("inventory", "inventory_id"),
        ("orders", "order_id"),
        ("products", "product_id"),
        ("tickets", "ticket_id"),
        ("transactions", "transaction_id"),
    ],
)
def test_a_parallel_table_has_unique_primary_keys(s3, endpoint, table, primary_key):
    rows = rows_of(s3, endpoint, f"parallel/{table}.csv")
    assert len(rows) > 0
    assert len({row[primary_key] for row in rows}) == len(rows)


def test_target_demographics_are_json(s3, endpoint):
    rows = rows_of(s3, endpoint, "parallel/campaigns.csv")
    assert all(isinstance(json.loads(row["target_demographics"]), dict) for row in rows)


def test_people_are_the_same_in_csv_and_ndjson(s3, endpoint):
    ndjson = s3.get_object(Bucket=endpoint["bucket"], Key="people/people.ndjson")["Body"].read().decode()
    assert rows_of(s3, endpoint, "people/people.csv") == [json.loads(line) for line in ndjson.splitlines()]
