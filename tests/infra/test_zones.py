"""Availability zones: those that do not serve Lambda are avoided, by the ids that they have in every account."""

import re
from typing import Any

import pytest

from tests.infra.conditions import apply
from tests.infra.templates import ROOT_TEMPLATE, Template, Templates, of_type

pytestmark = pytest.mark.stack

OLD_ZONES = {"us-east-1": "use1-az3", "ca-central-1": "cac1-az3", "ap-northeast-1": "apne1-az3"}
"""Lambda refuses subnets in use1-az3; AWS's documentation lists the others as not served by newer services."""


def _ids(templates: Templates, region: str, given: str = "") -> str:
    """What the network is told in a region."""
    template = templates["file_system"]
    in_region = {**template, "Parameters": {**template["Parameters"], "AWS::Region": {"Type": "String"}}}
    stack: Any = apply(in_region, {"AWS::Region": region, "VpcId": "", "Internet": "false", "ZoneIds": given})
    ids: str = stack["Resources"]["Network"]["Properties"]["Parameters"]["ZoneIds"]
    return ids


def _subnets(templates: Templates, zone_ids: str) -> list[Template]:
    given = {"VpcId": "", "Internet": "false", "ZoneIds": zone_ids}
    return [each["Properties"] for _, each in of_type(apply(templates["network"], given), "AWS::EC2::Subnet")]


@pytest.mark.parametrize("region", sorted(OLD_ZONES))
def test_where_there_is_an_old_zone_two_others_are_named(templates: Templates, region: str) -> None:
    zones = _ids(templates, region).split(",")

    assert len(set(zones)) == 2
    assert OLD_ZONES[region] not in zones
    assert {zone.partition("-")[0] for zone in zones} == {OLD_ZONES[region].partition("-")[0]}


def test_elsewhere_the_account_says_which_there_are(templates: Templates) -> None:
    assert _ids(templates, "eu-central-1") == ""
    zones = [each["AvailabilityZone"] for each in _subnets(templates, "")]

    assert zones == [{"Fn::Select": [n, {"Fn::GetAZs": ""}]} for n in (0, 1)]
    assert not [each for each in _subnets(templates, "") if "AvailabilityZoneId" in each]


def test_ones_own_choice_comes_first(templates: Templates) -> None:
    assert _ids(templates, "us-east-1", "use1-az1,use1-az2") == "use1-az1,use1-az2"
    assert _ids(templates, "eu-central-1", "euc1-az1,euc1-az2") == "euc1-az1,euc1-az2"
    zones = [each["AvailabilityZoneId"] for each in _subnets(templates, "euc1-az1,euc1-az2")]

    assert zones == [{"Fn::Select": [n, {"Fn::Split": [",", "euc1-az1,euc1-az2"]}]} for n in (0, 1)]
    assert not [each for each in _subnets(templates, "euc1-az1,euc1-az2") if "AvailabilityZone" in each]


def test_a_way_to_the_internet_is_in_the_zones_that_need_it(templates: Templates) -> None:
    given = templates["network"]["Resources"]["InternetGateways"]["Properties"]["Parameters"]

    for side in "AB":
        assert given[f"Zone{side}"] == {"Fn::GetAtt": [f"PrivateSubnet{side}", "AvailabilityZone"]}
        public = templates["internet"]["Resources"][f"PublicSubnet{side}"]["Properties"]
        assert public["AvailabilityZone"] == {"Ref": f"Zone{side}"}


@pytest.mark.parametrize(
    ("ids", "fits"),
    [
        ("", True),
        ("use1-az4,use1-az6", True),
        ("apne1-az1,apne1-az4", True),
        ("us-east-1a,us-east-1b", False),
        ("use1-az4", False),
    ],
)
def test_zones_are_given_by_their_ids(templates: Templates, ids: str, fits: bool) -> None:
    pattern = templates[ROOT_TEMPLATE]["Parameters"]["ZoneIds"]["AllowedPattern"]

    assert bool(re.fullmatch(pattern, ids)) == fits
