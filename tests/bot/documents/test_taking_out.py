"""The texts of documents, taken out in this process; the limits of the process are tested beside it."""

import pytest

from bot.documents import docx as docx_module
from bot.documents.kinds import DocumentError, Flaw, Kind
from bot.documents.limits import MAX_PAGES
from bot.documents.taking_out import take_out
from tests.bot.documents.making import docx, paragraph, pdf

MOST = 1_000
CELL = "<w:tc>{}</w:tc>"


def text_of(kind: Kind, content: bytes, charset: str | None = None) -> str:
    return take_out(kind, content, MOST, charset)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<p>Ada &amp; Bo</p><p>met</p>", "Ada & Bo\n\nmet"),
        (b"<html><head><title>x</title></head><body>Ada<br>met<script>no()</script></body>", "Ada\nmet"),
        (b"<head><meta charset=latin-1><body>Z\xfcrich", "Zürich"),
        (b"<table><tr><td>Ada</td><td> <b>Paris</b></td></tr><tr><td>Bo</td></tr></table>", "Ada | Paris\n\nBo"),
        (b"one\n two <!-- three --> <b>fo</b>ur", "one two four"),
        (b"<style>p{}</style><ul><li>Ada<li>Bo</ul>", "Ada\nBo"),
    ],
)
def test_html(page: bytes, text: str) -> None:
    assert text_of(Kind.HTML, page) == text


def test_a_page_in_the_charset_that_its_server_names() -> None:
    assert text_of(Kind.HTML, "Čapek".encode("iso-8859-2"), "iso-8859-2") == "Čapek"


def test_rtf() -> None:
    assert (
        text_of(Kind.RTF, rb"{\rtf1\ansi Ada \b met\b0  Zo\'eb.\par Then she left.}") == "Ada met Zoë.\nThen she left."
    )


def test_docx() -> None:
    rows = f"<w:tbl><w:tr>{CELL.format(paragraph('Ada'))}{CELL.format(paragraph('Paris'))}</w:tr></w:tbl>"
    content = docx(paragraph("Ada met ", "Grace &amp; Bo.") + rows + paragraph("The end."))
    assert text_of(Kind.DOCX, content).split("\n") == ["Ada met Grace & Bo.", "", "Ada  | Paris  | ", "The end."]


def test_what_word_writes_twice_is_read_once() -> None:
    choice, fallback = (f"<mc:{name}>{paragraph('Ada')}</mc:{name}>" for name in ("Choice", "Fallback"))
    assert text_of(Kind.DOCX, docx(f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>")) == "Ada"


def test_pdf_lines_that_the_page_has_broken_are_joined() -> None:
    page = "Ada Lovelace met Charles Babbage in the middle of London on a Tues-\nday in the spring of the year\n1833"
    joined = "Ada Lovelace met Charles Babbage in the middle of London on a Tuesday in the spring of the year\n1833"
    assert text_of(Kind.PDF, pdf(page, "Page 2")) == f"{joined}\n\nPage 2"


@pytest.mark.parametrize("kind", Kind)
def test_no_more_is_taken_out_than_asked_for(kind: Kind) -> None:
    words = "Ada met Grace. " * 1_000
    made = {
        Kind.HTML: f"<p>{words}".encode(),
        Kind.RTF: rf"{{\rtf1 {words}}}".encode(),
        Kind.PDF: pdf(*["Ada met Grace in London." * 3] * 100),
        Kind.DOCX: docx(paragraph(words) * 3),
    }
    assert len(text_of(kind, made[kind])) == MOST


def flaw_of(kind: Kind, content: bytes) -> Flaw | None:
    """What the process would end with; None for what its library makes of nonsense."""
    try:
        take_out(kind, content, MOST, None)
    except DocumentError as error:
        return error.flaw
    except Exception:
        return Flaw.UNREADABLE
    return None


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf"])
def test_nonsense(kind: Kind, content: bytes) -> None:
    if kind is not Kind.HTML:  # of which everything is some
        assert flaw_of(kind, content) in {Flaw.UNREADABLE, Flaw.WITHOUT_TEXT}


@pytest.mark.parametrize(
    ("kind", "content", "flaw"),
    [
        (Kind.HTML, b"<img src=x><script>x</script>", Flaw.WITHOUT_TEXT),
        (Kind.PDF, pdf(""), Flaw.WITHOUT_TEXT),
        (Kind.PDF, pdf(*["Ada"] * (MAX_PAGES + 1)), Flaw.TOO_LARGE),
        (Kind.DOCX, docx(""), Flaw.WITHOUT_TEXT),
        (Kind.DOCX, docx("", name="word/other.xml"), Flaw.UNREADABLE),
        (Kind.DOCX, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000), Flaw.PROTECTED),
        (Kind.DOCX, docx("<w:p>" * 1_000), Flaw.UNREADABLE),
        (Kind.DOCX, docx("&a;", before='<!DOCTYPE w [<!ENTITY a "Ada">]>'), Flaw.UNREADABLE),
    ],
)
def test_flaws(kind: Kind, content: bytes, flaw: Flaw) -> None:
    assert flaw_of(kind, content) is flaw


def test_a_zip_bomb_is_unpacked_no_further_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_module, "MAX_UNPACKED", 1_000_000)
    assert flaw_of(Kind.DOCX, docx(" " * 2_000_000)) is Flaw.TOO_LARGE
