"""What stands around a text that was copied from a page or a message."""

import random

BEFORE = (
    "<p>", "<div><p>", "FYI", "fyi - thought of you", "Did you read this one?", "interesting:", "from today's paper",
    "https://www.example.org/2023/story-48213", "News | Weather | Sport | Culture | Sign in", "Menu Search Subscribe",
    "Skip to content\nTop stories", "Published 14 June, 08:30", "Advertisement", "LIVE:", "Updated 2 hours ago",
    "From: Lee <lee@example.org>\nTo: all\nSubject: in the news", "---------- Forwarded message ----------\nFrom: Sam",
    "On Tue, 9 Nov 2021, Kim <kim@example.org> wrote:\n>", "sara 9:15 AM", "# news", "> ", "Summary:", "Page 3",
    "4 min read", "By our correspondent", "Image source: agency", "-", "1.", "&lt;p&gt;", "Hi both, see this:",
)  # fmt: skip
AFTER = (
    "</p>", "</p></div>", "Read more", "Share this", "Comments (12)", "https://www.example.org/a/9931", "thoughts?",
    "wow", "Follow us for more", "Sign up to our newsletter", "(c) 2022", "Sent from my phone", "&lt;/p&gt;",
    "More on this story",
)  # fmt: skip


def surrounded(text: str, rng: random.Random) -> str:
    """A text with something before it and perhaps something behind it."""
    whole = rng.choice(BEFORE) + rng.choice((" ", "\n")) + text
    return f"{whole} {rng.choice(AFTER)}" if rng.random() < 0.5 else whole
