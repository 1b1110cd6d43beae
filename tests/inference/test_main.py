import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from inference.__main__ import read_lines
from inference.contract import (
    Answer,
    AnswersReply,
    AnswersRequest,
    ErrorCode,
    Hedge,
    InferenceError,
    NounsReply,
    NounsRequest,
    Span,
    Task,
    Unsupported,
    Verdict,
)
from tests.inference.store.made import make_nouns, seal

ROOT = Path(__file__).parents[2]


class Echo:
    """A reader that finds nothing, except that one text makes it fail and another makes it crash."""

    def load(self) -> None: ...

    def read(self, request: NounsRequest) -> NounsReply:
        if request.text == "late":
            raise InferenceError(ErrorCode.TIMEOUT, "Too slow.")
        if request.text == "crash":
            raise ValueError("crash")
        return NounsReply(entities=[], model=request.text)


def replies(lines: str) -> list[dict[str, Any]]:
    target = io.StringIO()
    read_lines(Echo(), Task.NOUNS, io.StringIO(lines), target)
    return [json.loads(line) for line in target.getvalue().splitlines()]


def test_each_line_gets_one_reply_in_order_and_a_bad_one_stops_nothing() -> None:
    lines = '{"text":"one"}\nnonsense\n{"text":""}\n\n{"text":"late"}\n{"text":"crash"}\n{"text":"two"}\n'
    found = replies(lines)
    assert [reply.get("model") or reply["error"]["code"] for reply in found] == [
        "one", "invalid_request", "invalid_request", "timeout", "internal", "two",
    ]  # fmt: skip
    assert found[1]["error"]["message"] == "This line is not valid JSON."


class Answering:
    """A reader with these replies, in order."""

    def __init__(self, *replies: AnswersReply) -> None:
        self._replies = iter(replies)

    def load(self) -> None: ...

    def read(self, _: AnswersRequest) -> AnswersReply:
        return next(self._replies)


def test_lines_hold_all_that_a_reply_has() -> None:
    both = [Answer("Ada", 0, 3, Span(0, 11)), Answer("Bo", 8, 10, Span(0, 11))]
    reader = Answering(
        AnswersReply("Ada", 0.9, 0, 3, Span(0, 11), "m", both, hedged=Hedge.REPORTED),
        AnswersReply(None, 0.9, None, None, Span(0, 11), "m", verdict=Verdict.YES),
        AnswersReply(None, 0.9, None, None, None, "m", unsupported=Unsupported.COUNT),
    )
    target = io.StringIO()
    read_lines(reader, Task.ANSWERS, io.StringIO('{"question":"Who?","context":"Ada and Bo."}\n' * 3), target)
    several, decided, refused = map(json.loads, target.getvalue().splitlines())
    assert [each["text"] for each in several["answers"]] == ["Ada", "Bo"]
    assert several["answers"][1]["evidence"] == {"start": 0, "end": 11}
    assert (several["hedged"], decided["verdict"], refused["unsupported"]) == ("reported", "yes", "count")


def test_deeply_nested_json_gets_an_error() -> None:
    assert replies("[" * 100_000)[0]["error"]["code"] == "invalid_request"


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inference", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)  # noqa: S603


def test_the_command_of_the_readme() -> None:
    done = run("nouns", stdin='{"text":"He works at Google."}\n')
    assert done.stdout.startswith('{"entities":[{"text":"Google","label":"ORG","start":12,"end":18}],"model":"')
    assert (done.returncode, done.stderr) == (0, "")


def test_one_text_for_a_person() -> None:
    done = run("answers", "--text", "Anna met Bo in Rome.", "--question", "Where did Anna meet Bo?")
    assert done.stdout.startswith("Rome (")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("answers", "--text", "Anna met Bo."), "answers needs --question"),
        (("nouns", "--text", " "), "The field 'text' is empty."),
        (("nouns", "--models", "nowhere", "--text", "a"), "There is no nouns model here yet"),
        (("verbs",), "invalid choice: 'verbs'"),
    ],
)
def test_a_wrong_call_is_explained_in_a_line(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_trust_is_an_option(tmp_path: Path) -> None:
    pipeline = make_nouns(tmp_path / "nouns")
    config = (pipeline / "config.cfg").read_text()
    cleaner = '[components]\n\n[components.it]\nfactory = "doc_cleaner"'
    (pipeline / "config.cfg").write_text(config.replace("[components]", cleaner))
    seal(pipeline, Task.NOUNS)
    arguments = ("nouns", "--models", str(tmp_path), "--text", "He works at Google in the city.")
    refused = run(*arguments)
    assert refused.returncode == 2
    assert refused.stderr == (
        'The nouns model needs the component "doc_cleaner", which Lectern does not know. Whoever trusts the source of '
        "this model can pass --trust.\n"
    )
    assert "[Google ORG]" in run(*arguments, "--trust").stdout


STORY = "Ada Lovelace, an English mathematician, was born in Busan. Lovelace wrote."


@pytest.mark.parametrize("ending", [".csv", ".CSV"])
def test_names_are_exported_as_a_table(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"names{ending}"
    done = run("nouns", "--text", STORY, "--export", str(file), "--language", "ko")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"3 names are in {file}.\n"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("Ada Lovelace,people,an English mathematician,,")
    assert lines[3].startswith("Busan,places,city in South Korea,부산,")


def test_names_are_exported_as_cards(tmp_path: Path) -> None:
    file = tmp_path / "names.apkg"
    assert run("nouns", "--text", STORY, "--export", str(file)).returncode == 0
    assert {*zipfile.ZipFile(file).namelist()} == {"collection.anki2", "media"}


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--text", "It rained all day.", "--export", "{folder}/a.csv"), 1, "I found no names in this text"),
        (("--text", STORY, "--export", "{folder}/names.txt"), 2, "ends in neither .csv (a table) nor .apkg"),
        (("--text", STORY, "--export", "{folder}/none/a.csv"), 2, "cannot be written: No such file or directory."),
        (("--export", "{folder}/a.csv"), 2, '--export needs --text "…"'),
    ],
)
def test_where_nothing_is_exported_a_line_says_why(
    tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    done = run("nouns", *(each.format(folder=tmp_path) for each in arguments))
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_formats_are_in_the_help() -> None:
    assert ".apkg" in run("nouns", "--help").stdout


def test_help_says_what_goes_in() -> None:
    assert "JSON Lines" in run("--help").stdout
