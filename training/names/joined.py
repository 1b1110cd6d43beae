"""How well mentions of the same name are joined, against GUM's coreference."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from inference.contract import NounsRequest
from inference.reading.nouns import NounsReader
from training.names.coreference import Document

MOST_CHARACTERS = 40_000


@dataclass
class Joined:
    """B-cubed over all mentions, one that was not found counting as alone; and how many people are one entry each."""

    mentions: int = 0
    precisions: float = 0
    recalls: float = 0
    people: int = 0
    whole_people: int = 0

    @property
    def precision(self) -> float:
        return self.precisions / self.mentions

    @property
    def recall(self) -> float:
        return self.recalls / self.mentions

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def joined(reader: NounsReader, documents: Iterable[Document]) -> Joined:
    """Read all documents and count."""
    total = Joined()
    for document in documents:
        add(total, _entries(reader, document), document)
    return total


def add(total: Joined, entries: Sequence[Hashable], document: Document) -> None:
    """Count the mentions of a document, `entries` being what each was taken for."""
    entities = [mention.entity for mention in document.mentions]
    taken, meant = Counter(entries), Counter(entities)
    both = Counter(zip(entries, entities, strict=True))
    for pair, count in both.items():
        total.precisions += count * count / taken[pair[0]]
        total.recalls += count * count / meant[pair[1]]
    total.mentions += len(entities)
    people = {mention.entity for mention in document.mentions if mention.kind == "person"}
    total.people += len(people)
    total.whole_people += sum(sum(entity == person for _, entity in both) == 1 for person in people)


def _entries(reader: NounsReader, document: Document) -> list[Hashable]:
    """The entry of the reply whose mention covers each head; a mention without one is an entry of its own."""
    names = reader.read(NounsRequest(text=document.text[:MOST_CHARACTERS])).names
    spans = [(each.start, each.end, index) for index, name in enumerate(names) for each in name.mentions]
    found = [
        next((index for start, end, index in spans if start <= mention.start and mention.end <= end), None)
        for mention in document.mentions
    ]
    return [(number, entry) if entry is None else entry for number, entry in enumerate(found)]
