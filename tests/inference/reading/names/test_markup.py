import pytest

from inference.reading.names.markup import without_markup


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[Anna Berg](https://a.example/x) left", "Anna Berg left"),
        ("**Anna** of _UNICEF_ in ~Rome~ and `Oslo`", "Anna of UNICEF in Rome and Oslo"),
        ("Geneva&nbsp;on <b>Monday</b> &amp; <a href='x'>Tue</a>", "Geneva on Monday Tue"),
        ("see https://a.example/Paris, www.b.example or x.y@mail.example", "see or"),
        ("ask @dana.k and <@U02AB|marta> :tada: now", "ask and marta> now"),
        ("📷 Maria❤️Peter, Lena🎉Tom", "Maria, Peter, Lena,Tom"),
        ("Ana+Ruth at 2+2 and a*b", "Ana,Ruth at 2+2 and a*b"),
        ("a < b and snake_case, 3 * 4", "a < b and snake_case, 3 * 4"),
    ],
)
def test_markup_goes_and_words_stay_where_they_are(text: str, left: str) -> None:
    readable = without_markup(text)
    assert len(readable) == len(text)
    assert " ".join(readable.split()) == left
    assert all(kept in {original, " ", ","} for kept, original in zip(readable, text, strict=True))
