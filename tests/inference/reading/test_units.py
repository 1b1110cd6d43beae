import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.reading.units import grown
from tests.linear import UNITS, assert_linear, run


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Get it at https://files.example.org/v2/setup.exe?lang=en (12 MB).", "https", "https://files.example.org/v2/setup.exe?lang=en"),
        ("See (www.mill-road.example/slides-2.pdf).", "mill", "www.mill-road.example/slides-2.pdf"),
        ("Write to mira.k+news@post.example.org, please.", "k", "mira.k+news@post.example.org"),
        ("Look in /usr/local/bin/tool.sh for it", "local", "/usr/local/bin/tool.sh"),
        (r"Open C:\Users\mia\notes.txt first", "mia", r"C:\Users\mia\notes.txt"),
        ("ring +44 (0)20 7946 0018 before 5 p.m.", "20 7946", "+44 (0)20 7946 0018"),
        ("ring 020 7946 0018 now", "7946", "020 7946 0018"),
        ("Pay to DE89 3704 0044 0532 0130 00 today", "0044", "DE89 3704 0044 0532 0130 00"),
        ("Mention @mira_k.lund in it", "mira", "@mira_k.lund"),
        ("the tag #open-day-25.", "open", "#open-day-25"),
        ("It needs v2.10.3-beta now", "2", "v2.10.3-beta"),
        ("Password: blue-otter-77\nCheck-out: 11:00", "otter", "blue-otter-77"),
        ("Heat to 180°C/350°F and", "180", "180°C/350°F"),
        ("Take 2.5 mg/day with food", "2.5 mg", "2.5 mg/day"),
        ("by 3.25 per cent to", "3.25", "3.25 per cent"),
        ("costs €1,050 a month", "1", "€1,050"),
        ("opens at 08:25 sharp", "08", "08:25"),
        ("Set SMTP_PORT=587 there", "587", "587"),
        ("Set SMTP_PORT=587 there", "PORT=587", "SMTP_PORT=587"),
        ("He owns a well-known his/her shop", "known", "well-known"),
        ("Ines O’Brien’s car", "Brien", "O’Brien"),
        ("<@U1|Bea> is on call", "Bea", "Bea"),
        ("*Bea* is on call", "*Bea*", "Bea"),
        ("the `retries` key", "`retries`", "retries"),
        ("she said “the band was good”.", "“the band was good”", "the band was good"),
        ("from 1871-1880 he", "1871", "1871"),
        ("on 2024-05-01 he", "05", "2024-05-01"),
        ("Graz,12\nBrno,9", "12", "12"),
        ("a four-month course", "four", "four"),
        ('a 22" screen', '22"', '22"'),
        ('he said "since 1871" twice', '"since 1871"', "since 1871"),
        ("It was great.The only", "great", "great"),
        ("between (half a tablet) and", "(half a tablet)", "half a tablet"),
        ("call f(x) twice", "f(x)", "f(x)"),
        ("On Monday Ana Ek <ana@post.example> wrote:", "Ana Ek <ana", "Ana Ek <ana@post.example>"),
        ("the mill (by the church) and", "the mill (by the church", "the mill (by the church)"),
        ("(the mill by the church) and", "the mill by the church", "the mill by the church"),
        ("\"", "\"", "\""),
    ],
)  # fmt: skip
def test_a_unit_stays_whole(text: str, cut: str, whole: str) -> None:
    start = text.index(cut)
    first, last = grown(text, start, start + len(cut))
    assert text[first:last] == whole


@given(st.text("aB1.,-/@#()\"'|* \n", min_size=1), st.data())
def test_there_is_always_something_left(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = grown(text, start, end)
    assert 0 <= first < last <= len(text)


@pytest.mark.parametrize("unit", [*UNITS, "1,", "a@", "+1 ", "AB12 "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(lambda text: grown(text, len(text) // 2, len(text) // 2 + 1), lambda size: run(unit, size))
