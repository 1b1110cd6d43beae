"""Readers at work from their slimmed packages: nothing is missing, and nothing large is there for nothing."""

import json
import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inference.store.embedded import EMBEDDED_MODELS
from infra.packaging.report import built_packages
from tests.stack import package_at_work
from tests.stack.environments import Runtime

pytestmark = pytest.mark.stack

LARGE = 1_000_000
FRENCH = "Le maire a rouvert samedi le vieux phare après neuf ans de travaux, et tout le village est venu."
ENGLISH = "Anna Weber went to Berlin, where she opened a bank and lost all of its money within a year of hard work."
REQUESTS: dict[str, tuple[str, list[dict[str, str]]]] = {
    "NounsFunction": ("nouns", [{"text": ENGLISH}, {"text": FRENCH}]),
    "CategoryFunction": ("category", [{"text": ENGLISH}, {"text": FRENCH}]),
    "AnswersFunction": (
        "answers",
        [
            {"question": "Who opened a bank?", "context": ENGLISH},
            {"question": "Qui est venu?", "context": FRENCH},
        ],
    ),
}


@pytest.fixture(scope="module")
def at_work(build: Path, runtime: Runtime) -> Any:
    """`at_work("NounsFunction")` says what happened, and where the package is."""
    packages = built_packages(build)

    @cache
    def run(function: str) -> Mapping[str, Any]:
        task, requests = REQUESTS[function]
        command = [str(runtime.python), package_at_work.__file__, *(json.dumps(request) for request in requests)]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{packages[function]}:{runtime.packages}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TASK": task,
            "MODEL_ROOT": str(EMBEDDED_MODELS),
            "POWERTOOLS_METRICS_NAMESPACE": "test",
        }
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        assert done.returncode == 0, done.stderr
        return {**json.loads(done.stdout.splitlines()[-1]), "package": packages[function].resolve()}

    return run


@pytest.mark.parametrize("function", sorted(REQUESTS))
def test_a_reader_answers_and_knows_other_languages(at_work: Any, function: str) -> None:
    answer, refusal = at_work(function)["replies"]
    assert "error" not in answer
    assert "French" in refusal["error"]["message"]


def test_whatever_pipeline_people_train_loads(at_work: Any) -> None:
    assert set(at_work("NounsFunction")["components"]) == {*package_at_work.COMPONENTS, "lemmatizer"}


@pytest.mark.parametrize("function", sorted(REQUESTS))
def test_no_large_file_is_there_for_nothing(at_work: Any, function: str) -> None:
    done = at_work(function)
    large = {str(path) for path in done["package"].rglob("*") if path.is_file() and path.stat().st_size > LARGE}
    assert large
    assert large - set(done["opened"]) == set()
