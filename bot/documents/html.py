"""The text of a web page or of an e-mail in HTML: what is seen, block by block."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

_UNSEEN: Final = {"script", "style", "template", "noscript", "head", "svg", "select", "object", "iframe"}
_VOID: Final = {"br", "hr", "wbr", "img", "input", "meta", "link", "col", "source", "area", "base", "embed", "track"}
_INLINE: Final = {
    *"a abbr b bdi bdo big cite code data dfn em font i img ins kbd label mark q s samp small span strike".split(),
    *"strong sub sup time tt u var wbr".split(),
}
_CELLS: Final = {"td", "th"}
_CELL_END = "\x1f"


def html_text(source: str, most: int) -> str:
    """At least `most` characters of it, if there are so many; paragraphs and rows on lines of their own."""
    page = _Page(most)
    for start, end in pairwise([*range(0, len(source), _PIECE), len(source)]):
        page.feed(source[start:end])
        if page.size > most:
            break
    else:
        page.close()
    return page.text()


_PIECE = 100_000
"""Characters fed at once."""


class _Page(HTMLParser):
    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.size = 0
        self._most = most
        self._pieces: list[str] = []
        self._unseen: list[str] = []

    def text(self) -> str:
        lines = "".join(self._pieces).replace("\xa0", " ").split("\n")
        rows = (" | ".join(filter(None, (" ".join(cell.split()) for cell in line.split(_CELL_END)))) for line in lines)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base class's
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "body":
            self._unseen.clear()  # a head that was not closed
        elif tag not in _INLINE and tag not in _CELLS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _CELLS:
            self._pieces.append(_CELL_END)
        elif tag not in _INLINE and tag not in _VOID:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen or self.size > self._most:
            return
        self._pieces.append(re.sub(r"[ \t\r\n]+", " ", data))
        self.size += len(data)

    def _break(self, tag: str) -> None:
        self._pieces.append("\n\n" if tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"} else "\n")
