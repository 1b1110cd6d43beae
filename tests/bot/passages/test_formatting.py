import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passages.formatting import unformatted


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("*Ada* met _Grace_ in ~Rome~ and `Paris`.", "Ada met Grace in Rome and Paris."),
        ("*_both_* _*both*_ *one _two_ three*", "both both one two three"),
        ("(*Ada*), “_Grace_”", "(Ada), “Grace”"),
        ("snake_case_name, __init__, 2 * 3 * 4, 5* and 6*, ~5 to ~10", None),
        ("* a list\n* of stars", None),
        ("*over\ntwo lines*", None),
        ("`a*b*c` *d*", "a*b*c d"),
        ("```\nfor *a* in b\n``` *c*", "for *a* in b c"),
        ("``` is not closed *a*", "``` is not closed a"),
        ("&gt; Who?\n&gt;&gt; Ada &gt; Bo", "Who?\nAda &gt; Bo"),
        ("<https://example.org/_a_/*b*> *c*", "<https://example.org/_a_/*b*> c"),
        ("*<@U1>* `<@U2> nouns`", "<@U1> <@U2> nouns"),
    ],
)
def test_marks_are_taken_off_as_slack_shows_them(raw: str, seen: str | None) -> None:
    assert unformatted(raw) == (raw if seen is None else seen)


@given(st.text(st.sampled_from("ab *_~`\n<>&gt;"), max_size=60))
def test_nothing_but_marks_is_taken_off(raw: str) -> None:
    kept = [character for character in raw if character in "ab"]
    assert [character for character in unformatted(raw) if character in "ab"] == kept
