"""What `sam build` and `sam deploy` promise to who types nothing else."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

pytest.importorskip("samtranslator", reason="the stack's tools are missing: `make test-stack` installs and uses them")

from samtranslator.yaml_helper import yaml_parse

from infra.packaging.building import WHEELS
from tests.infra.conditions import apply, deployed
from tests.infra.templates import ROOT, ROOT_TEMPLATE, Templates, functions, inside, of_type, paths

pytestmark = pytest.mark.stack

SIGNING_SECRET, BOT_TOKEN = "0123456789abcdef0123456789abcdef", "xoxb-1-2"
CUSTOM = ("Custom::SeededModels", "Custom::SlackSecret")


@pytest.mark.parametrize("architecture", sorted(WHEELS))
def test_what_was_built_for_one_processor_is_refused_for_another(architecture: str) -> None:
    folder = ROOT / "infra" / "packaging" / architecture
    built_for = yaml_parse((folder / "built_for.yaml").read_text(encoding="utf-8"))

    assert built_for["Parameters"]["Architecture"]["AllowedValues"] == [architecture]
    assert (folder / "Makefile").read_text(encoding="utf-8") == "include ../functions.mk\n"
    root = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    assert root["Parameters"]["Architecture"]["AllowedValues"] == sorted(WHEELS, reverse=True)
    location = root["Resources"]["BuiltFor"]["Properties"]["TemplateURL"]
    assert location == {"Fn::Sub": "infra/packaging/${Architecture}/built_for.yaml"}


def test_functions_are_built_for_the_processor_that_they_run_on(templates: Templates) -> None:
    folders = [code for path in paths() for code in inside(yaml_parse(path.read_text(encoding="utf-8")), "CodeUri")]
    assert folders
    assert all(code == {"Fn::Sub": "packaging/${Architecture}"} for code in folders)
    for _, logical_id, properties in functions(templates):
        assert properties["Architectures"] == [{"Ref": "Architecture"}], logical_id


def test_nothing_is_created_before_packages_are_known_to_fit(templates: Templates) -> None:
    resources = templates[ROOT_TEMPLATE]["Resources"]
    waiting = {name: _waits_for(resource) & set(resources) for name, resource in resources.items()}
    known = {"BuiltFor"}
    while more := {name for name, others in waiting.items() if others & known} - known:
        known |= more

    assert known == set(resources)


def _waits_for(resource: dict[str, Any]) -> set[str]:
    before = resource.get("DependsOn", [])
    named = {before} if isinstance(before, str) else {*before}
    return named | {target for target, *_ in inside(resource, "Fn::GetAtt")}


def test_models_are_seeded_when_readers_and_file_system_are_there(templates: Templates) -> None:
    for store in ("efs", "s3"):
        seed = deployed(templates, ModelStore=store)[""]["Resources"]["Seed"]
        assert _waits_for(seed) == {"Models", "Readers", *(["FileSystem"] if store == "efs" else [])}


@pytest.mark.parametrize("kind", CUSTOM)
def test_custom_resources_neither_hang_nor_start_a_second_attempt(templates: Templates, kind: str) -> None:
    (template,) = (each for each in templates.values() if any(of_type(each, kind)))
    ((_, resource),) = of_type(template, kind)
    (name, _) = resource["Properties"]["ServiceToken"]["Fn::GetAtt"]
    ((config_name, config),) = of_type(template, "AWS::Lambda::EventInvokeConfig")

    assert template["Resources"][name]["Properties"]["Timeout"] < resource["Properties"]["ServiceTimeout"] <= 900
    assert resource["DependsOn"] == config_name
    assert config["Properties"] == {
        "FunctionName": {"Ref": name},
        "Qualifier": "$LATEST",
        "MaximumRetryAttempts": 0,
    }


def test_seeding_asks_again_where_models_come_from_elsewhere(templates: Templates) -> None:
    ((_, resource),) = of_type(templates["seed"], "Custom::SeededModels")

    assert {"ModelBucket", "ModelSyncFunction"} <= set(resource["Properties"])


def test_seeding_may_delete_versions_of_readers_and_no_reader(templates: Templates) -> None:
    for snapshots, allowed in (("false", False), ("true", True)):
        stack = deployed(templates, ModelStore="s3", ReaderSnapStart=snapshots)["Seed"]
        (policy,) = stack["Resources"]["SeedRole"]["Properties"]["Policies"]
        statements = policy["PolicyDocument"]["Statement"]
        deleting = [each for each in statements if "lambda:DeleteFunction" in each["Action"]]
        assert bool(deleting) is allowed
        for resource in (each["Fn::Sub"] for statement in deleting for each in statement["Resource"]):
            assert resource.endswith("Function}:*")


def test_secrets_are_echoed_nowhere(templates: Templates) -> None:
    for template, names in (
        (ROOT_TEMPLATE, ("SlackSigningSecret", "SlackBotToken")),
        ("slack_secret", ("SigningSecret", "BotToken")),
    ):
        for name in names:
            assert templates[template]["Parameters"][name]["NoEcho"] is True
        outputs = json.dumps(templates[template]["Outputs"])
        assert not [name for name in names if f'"Ref": "{name}"' in outputs or f"${{{name}}}" in outputs]


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("SlackSigningSecret", ["", "later", SIGNING_SECRET], [BOT_TOKEN, SIGNING_SECRET[1:], "latest"]),
        ("SlackBotToken", ["", "later", BOT_TOKEN], [SIGNING_SECRET, "xoxp-1-2", "xoxb-"]),
    ],
)
def test_only_secrets_that_can_be_right_are_let_in(
    templates: Templates, name: str, right: list[str], wrong: list[str]
) -> None:
    parameter = templates[ROOT_TEMPLATE]["Parameters"][name]

    assert all(re.fullmatch(parameter["AllowedPattern"], value) for value in right)
    assert not any(re.fullmatch(parameter["AllowedPattern"], value) for value in wrong)
    assert "later" in parameter["ConstraintDescription"]


@pytest.mark.parametrize(
    ("signing_secret", "bot_token", "fits"),
    [
        ("later", "later", True),
        ("", "", True),
        ("later", "", True),
        (SIGNING_SECRET, BOT_TOKEN, True),
        (SIGNING_SECRET, "later", False),
        ("", BOT_TOKEN, False),
    ],
)
def test_one_secret_without_the_other_is_refused(
    templates: Templates, signing_secret: str, bot_token: str, fits: bool
) -> None:
    root = templates[ROOT_TEMPLATE]
    (assertion,) = root["Rules"]["SecretsComeTogether"]["Assertions"]
    probe = {
        "Parameters": root["Parameters"],
        "Conditions": {"Fits": assertion["Assert"]},
        "Resources": {"Probe": {"Condition": "Fits"}},
    }

    given = {"SlackSigningSecret": signing_secret, "SlackBotToken": bot_token}
    assert ("Probe" in apply(probe, given)["Resources"]) is fits


@pytest.mark.parametrize(
    ("secrets", "words"),
    [
        ({}, "choose Create New App"),
        ({"SlackSigningSecret": SIGNING_SECRET, "SlackBotToken": BOT_TOKEN}, "replace what is there"),
    ],
)
def test_next_steps_can_be_taken_without_our_environment(
    templates: Templates, secrets: dict[str, str], words: str
) -> None:
    value = deployed(templates, **secrets)[""]["Outputs"]["NextSteps"]["Value"]
    text = value["Fn::Sub"][0].replace("${Url}", "https://example.org/slack/events")

    assert words in text
    assert "\n" not in text.strip()  # SAM makes one paragraph of it.
    assert set(re.findall(r"\bSlack[A-Z]\w+", text)) <= set(templates[ROOT_TEMPLATE]["Parameters"])
    (module, url) = re.findall(r"python3 -m (\S+) --url (\S+) > manifest\.json", text)[0]
    # -S: nothing that was installed for this Python.
    command = [sys.executable, "-S", "-m", module, "--url", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert json.loads(done.stdout)["settings"]["event_subscriptions"]["request_url"] == url
