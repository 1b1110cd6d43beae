import pytest

from bot.charsets import decode

WORDS = "Zoë Čapek – 中文"


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1"])
def test_a_byte_order_mark_goes_before_everything(charset: str, declared: str | None) -> None:
    assert decode(WORDS.encode(charset), declared) == WORDS


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-be", "gb18030", "utf-7"])
def test_a_charset_that_is_declared(charset: str) -> None:
    assert decode(WORDS.encode(charset), charset) == WORDS


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "iso-8859-5", "mac-cyrillic", "cp866"])
def test_old_charsets(charset: str) -> None:
    assert decode("Чехов".encode(charset), charset) == "Чехов"


@pytest.mark.parametrize("declared", [None, "nonsense", "rot13", "hex", "idna", "unicode_escape", "\x00"])
def test_what_names_nothing_that_is_known_is_utf_8_or_windows(declared: str | None) -> None:
    assert decode(WORDS.encode(), declared) == WORDS
    assert decode("“Zoë”".encode("cp1252"), declared) == "“Zoë”"


def test_what_calls_itself_latin_1_is_windows_as_in_browsers() -> None:
    assert decode("“Zoë”".encode("cp1252"), "ISO-8859-1") == "“Zoë”"


def test_html_names_its_own() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">Чехов'
    assert decode(page.encode("koi8-r"), html=True).endswith("Чехов")
    assert decode(page.encode("koi8-r"), "koi8-r").endswith("Чехов")
