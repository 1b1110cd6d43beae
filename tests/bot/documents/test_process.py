"""The process that takes texts out, and what it lets no document do."""

import os

import pytest

from bot.documents import process
from bot.documents.kinds import DocumentError, Flaw, Kind
from bot.documents.process import document_text
from tests.bot.documents.making import docx, paragraph, pdf


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.HTML, "<p>Zoë</p>".encode()),
        (Kind.RTF, rb"{\rtf1\ansi Zo\'eb}"),
        (Kind.PDF, pdf("Zo\xeb")),
        (Kind.DOCX, docx(paragraph("Zoë"))),
    ],
)
def test_a_text_comes_out_whole(kind: Kind, content: bytes) -> None:
    assert document_text(kind, content, 100) == "Zoë"


def test_a_charset_is_handed_on() -> None:
    assert document_text(Kind.HTML, "Čapek".encode("iso-8859-2"), 100, "iso-8859-2") == "Čapek"


@pytest.mark.parametrize(("content", "flaw"), [(b"", Flaw.UNREADABLE), (docx(""), Flaw.WITHOUT_TEXT)])
def test_what_is_wrong_comes_out_as_a_flaw(content: bytes, flaw: Flaw) -> None:
    with pytest.raises(DocumentError) as refusal:
        document_text(Kind.DOCX, content, 100)
    assert refusal.value.flaw is flaw


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MAX_SECONDS", 0.01)
    with pytest.raises(DocumentError) as refusal:
        document_text(Kind.PDF, pdf("Ada"), 100)
    assert refusal.value.flaw is Flaw.TOO_LARGE


def test_a_document_that_takes_too_much_memory_is_given_up() -> None:
    bomb = docx("<w:p><w:r><w:t>" + "a" * 45_000_000 + "</w:t></w:r></w:p>")
    assert len(bomb) < 100_000
    text = document_text(Kind.DOCX, bomb, 100)
    assert text == "a" * 100


def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    seen: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> None:
        seen.update(env)
        raise TimeoutError

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(TimeoutError):
        document_text(Kind.PDF, b"", 100)
    assert "SLACK_BOT_TOKEN" in os.environ
    assert set(seen) <= {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
