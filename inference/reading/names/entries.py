"""What a text calls by one name: all of its mentions."""

from collections import Counter
from dataclasses import dataclass, field

from inference.contract import NameKind
from inference.reading.names.mentions import Mention


@dataclass
class Entry:
    """All mentions of one name, in order."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> NameKind:
        """What most mentions are; a mention that says nothing does not count."""
        counts = Counter(mention.kind for mention in self.mentions if mention.kind is not NameKind.OTHER)
        return counts.most_common(1)[0][0] if counts else NameKind.OTHER

    def fullest(self, text: str) -> Mention:
        """The longest form; of equal ones the first that is not in capitals throughout."""
        return max(
            (mention for mention in self.mentions if mention.words),
            key=lambda mention: (len(mention.words), not text[mention.first : mention.end].isupper(), -mention.start),
        )
