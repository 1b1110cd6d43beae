import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.reading.lines import part_lines
from tests.linear import assert_linear, run


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Opens: 9 am\nCloses: 5 pm", "Opens: 9 am;Closes: 5 pm"),
        ("Mia: at six \n  Leo: at seven", "Mia: at six ;  Leo: at seven"),
        ("Opens: 9 am\r\nCloses: 5 pm\r\n", "Opens: 9 am\r;Closes: 5 pm\r\n"),
        ("Ana\t4\nKim\t7", "Ana\t4;Kim\t7"),
        ("| Elm | Roe |\n| Oak | Fox |", "| Elm | Roe |;| Oak | Fox |"),
        ("[09:01] Kai: it is down\n[09:04] Lin: on it", "[09:01] Kai: it is down;[09:04] Lin: on it"),
        ("To: Mira\nSubject: keys\n\nHi Mira", "To: Mira;Subject: keys\n\nHi Mira"),
        ("Leeds\n12 to 14\n- York", "Leeds;12 to 14;- York"),
        ("She left.\nHe stayed.", "She left.\nHe stayed."),
        ("To bring:\n- bread", "To bring:\n- bread"),
        ("It goes on\nbelow", "It goes on\nbelow"),
        ("One paragraph\n\nAnother", "One paragraph\n\nAnother"),
        (f"{'This line was wrapped where there was no more room for it: in'}\nParis", None),
        ("Return all books to the drop box on Canal\nStreet while the desk is shut. Late\nfees are paused.", None),
        (
            "Return all books to the drop box on Canal\nAsk: the desk\nand pay",
            "Return all books to the drop box on Canal;Ask: the desk\nand pay",
        ),
        ("\nFirst\n", "\nFirst\n"),
        ("", ""),
    ],
)
def test_lines_that_are_no_running_text_are_parted(text: str, parted: str | None) -> None:
    assert part_lines(text) == (text if parted is None else parted)


@given(st.text("aB .,:\r\n\t1"))
def test_every_character_keeps_its_place(text: str) -> None:
    parted = part_lines(text)
    assert len(parted) == len(text)
    assert all(new == old or (old, new) == ("\n", ";") for old, new in zip(text, parted, strict=True))


@pytest.mark.parametrize("unit", ["a\n", "B \n", "\n", " \n ", "A" * 70 + "\n"])
def test_in_linear_time(unit: str) -> None:
    assert_linear(part_lines, lambda size: run(unit, size))
