"""What Slack has to show for each message, and the verdict on it."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from bot.outlets.receipts import APOLOGY


class Verdict(StrEnum):
    REPLIED = "replied"
    APOLOGISED = "apologised"
    LOST = "lost"
    DOUBLED = "doubled"


@dataclass(frozen=True)
class Post:
    """A message of the bot's: page `APOLOGY`, or one of `pages`."""

    page: int
    pages: int = 1


def judge(posts: list[Post]) -> Verdict:
    """A part of a reply is lost unless an apology says so; a whole reply and an apology are doubled."""
    counts = Counter(post.page for post in posts)
    if any(count > 1 for count in counts.values()):
        return Verdict.DOUBLED
    pages = {post.page for post in posts if post.page != APOLOGY}
    is_whole = bool(pages) and pages == set(range(1, max(post.pages for post in posts if post.page != APOLOGY) + 1))
    if APOLOGY in counts:
        return Verdict.DOUBLED if is_whole else Verdict.APOLOGISED
    return Verdict.REPLIED if is_whole else Verdict.LOST


@dataclass
class Tally:
    """Thread-safe. A message's key is its timestamp, or its response URL."""

    posts: dict[str, list[Post]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: dict[str, float] = field(default_factory=dict)
    """Seconds that the acknowledgement took, by key."""
    sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, key: str, post: Post) -> None:
        with self.lock:
            self.posts[key].append(post)

    def acknowledge(self, key: str, seconds: float) -> None:
        with self.lock:
            self.acknowledged.setdefault(key, seconds)

    def verdicts(self) -> Counter[Verdict]:
        """Of all acknowledged messages; of others only what was doubled, as a reply to them is no fault."""
        with self.lock:
            counts = Counter(judge(self.posts.get(key, [])) for key in self.acknowledged)
            others = [judge(posts) for key, posts in self.posts.items() if key not in self.acknowledged]
            counts[Verdict.DOUBLED] += others.count(Verdict.DOUBLED)
            return counts
