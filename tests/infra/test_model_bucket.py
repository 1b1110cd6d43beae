"""ModelBucketName: a bucket that is there already is taken as it is, and nobody looks for models anywhere else."""

import re
from typing import Any

import pytest

from tests.infra.conditions import deployed
from tests.infra.dependencies import Stacks
from tests.infra.templates import ROOT_TEMPLATE, Templates, nested

pytestmark = pytest.mark.stack

BUCKET = {"Fn::GetAtt": ["Models", "Outputs.ModelBucket"]}


def test_everybody_has_the_bucket_from_where_it_is_chosen(templates: Templates) -> None:
    root = templates[ROOT_TEMPLATE]

    assert [name for name, each in root["Resources"].items() if {"Ref": "ModelBucketName"} in _values(each)] == [
        "Models"
    ]
    told = [given["ModelBucket"] for outer, _, _, given in nested(templates) if "ModelBucket" in given]
    assert told
    assert all(each == BUCKET for each in told)
    assert root["Outputs"]["ModelBucket"]["Value"] == BUCKET


@pytest.mark.parametrize("store", ["efs", "s3"])
def test_no_bucket_is_made_beside_the_one_that_is_there(templates: Templates, store: str) -> None:
    taken = Stacks(templates, ModelStore=store, ModelBucketName="kept")

    assert not [path for path, resource in taken.resources() if resource["Type"].startswith("AWS::S3::")]
    outputs = deployed(templates, ModelStore=store, ModelBucketName="kept")["Models"]["Outputs"]
    assert outputs["ModelBucket"]["Value"] == "kept"
    assert deployed(templates, ModelStore=store)["Models"]["Outputs"]["ModelBucket"]["Value"] == {"Ref": "ModelBucket"}


def test_what_protects_a_bucket_stays_with_it(templates: Templates) -> None:
    for name in ("ModelBucket", "ModelBucketPolicy"):
        kept = templates["models"]["Resources"][name]
        assert {kept["DeletionPolicy"], kept["UpdateReplacePolicy"]} == {"Retain"}


@pytest.mark.parametrize(
    ("name", "fits"),
    [("", True), ("lectern-models-1abc-modelbucket-x9", True), ("s3://b", False), ("Capitals", False), ("ab", False)],
)
def test_names_that_are_no_buckets_are_refused(templates: Templates, name: str, fits: bool) -> None:
    parameter = templates[ROOT_TEMPLATE]["Parameters"]["ModelBucketName"]

    assert bool(re.fullmatch(parameter["AllowedPattern"], name)) == fits
    assert not re.fullmatch(parameter["AllowedPattern"], "a" * 64)


def _values(part: Any) -> list[Any]:
    """Everything inside, at any depth."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [part, *(value for each in inner for value in _values(each))]
