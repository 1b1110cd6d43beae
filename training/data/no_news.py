"""Texts that are no news: dialogue, chat, reviews, stories, policies, sentences of an encyclopaedia, questions,
requests, tweets, recipes, source code."""

import csv
import random
import sysconfig
from pathlib import Path

from inference.reading.sentences import sentence_spans
from training.data.files import bare_name, open_text
from training.data.news import load_news
from training.data.squad import load_squad

QUESTION_FILES = (
    "qa/train.json.gz",
    "qa/friends.json.gz",
    "qa/molweni.json.gz",
    "qa/fairytaleqa.json.gz",
    "qa/policyqa.json.gz",
    "qa/subjqa.json.gz",
    "qa/sciq.json.gz",
)

ENCYCLOPAEDIA_FILES = ("qa/train.json.gz", "qa/squad-part.json.gz")
QUESTIONS_FILE = "qa/squad2-questions.csv.gz"

LABELLED_FILES = {
    "news/nonnews.csv.gz": {"nonnews"},
    "news/disaster-tweets.csv.gz": {"nonnews"},
    "news/sib200.csv.gz": {"travel", "geography"},
}
"""Files of the news folder with texts that are none, and the labels that say so."""

SHORTEST_SENTENCE = 40
"""In characters: shorter ones of an encyclopaedia are mostly cut off."""

_AMOUNTS = ("2 cups", "1 tbsp", "half a teaspoon", "200 g", "3 large", "a pinch of", "250 ml", "one tin of", "4 cloves")
_FOODS = (
    "flour", "sugar", "salt", "butter", "eggs", "milk", "olive oil", "garlic", "onions", "tomatoes", "rice", "chicken",
    "lentils", "pepper", "cinnamon", "yeast", "cream", "basil", "potatoes", "carrots", "cheese", "lemon juice",
)  # fmt: skip
_STEPS = (
    "Mix {} and {} in a large bowl.", "Heat the {} over a medium flame and stir in the {}.", "Fold in the {}.",
    "Bake for {n} minutes at {t} degrees until golden.", "Let it rest for {n} minutes.", "Chop the {} finely.",
    "Season with {} and serve with {}.", "Bring to the boil, then simmer for {n} minutes.",
    "Whisk the {} until smooth.", "Preheat the oven to {t} degrees.", "Add the {} a little at a time.",
    "Sprinkle {} on top.",
)  # fmt: skip
_LEVELS = ("INFO", "WARN", "ERROR", "DEBUG", "[info]", "[error]", "FATAL", "notice")
_PARTS = (
    "billing", "gateway", "auth", "order-worker", "db-01", "scheduler", "mailer", "cart", "search-index", "user-api",
    "bank-sync", "cache", "frontend", "payments", "export-job", "match-server", "video-encoder",
)  # fmt: skip
_EVENTS = (
    "request took {n} ms", "retrying {} ({n} left)", "connection to {} lost", "started on port {n}", "{n} rows written",
    "could not reach {}", "disk {n} MB free", "job {n} done", "token expired for user {n}", "health check of {} passed",
)  # fmt: skip


def load_no_news(data: Path, seed: int = 1) -> dict[str, list[str]]:
    """Return texts by kind. Of Wikipedia there are single sentences."""
    texts: dict[str, list[str]] = {}
    for file in QUESTION_FILES:
        for question in load_squad(data / file):
            kind = question.domain if file == "qa/train.json.gz" else bare_name(file)
            if kind != "wiki":
                texts.setdefault(kind, []).append(question.context)
    texts["encyclopaedia"] = _encyclopaedia(data)
    with open_text(data / QUESTIONS_FILE) as file_of_questions:
        texts["questions"] = [row["question"] for row in csv.DictReader(file_of_questions)]
    for file, labels in LABELLED_FILES.items():
        for article in load_news(data / file):
            if article.category in labels:
                kind = article.detail if bare_name(file) == "nonnews" else bare_name(file)
                texts.setdefault(kind, []).append(article.text)
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    texts["recipes"] = [_recipe(rng) for _ in range(600)]
    texts["logs"] = [_log(rng) for _ in range(300)]
    texts["code"] = _source_code()
    return {kind: list(dict.fromkeys(found)) for kind, found in texts.items()}


def _encyclopaedia(data: Path) -> list[str]:
    """Sentences of Wikipedia."""
    questions = [question for file in ENCYCLOPAEDIA_FILES for question in load_squad(data / file)]
    contexts = dict.fromkeys(each.context for each in questions if each.domain not in {"amazon", "reddit", "nyt"})
    sentences = (context[start:end] for context in contexts for start, end in sentence_spans(context))
    return [sentence for sentence in sentences if len(sentence) >= SHORTEST_SENTENCE]


def _recipe(rng: random.Random) -> str:
    """A recipe put together at random: no open collection of recipes is among the data."""
    ingredients = "\n".join(f"{rng.choice(_AMOUNTS)} {rng.choice(_FOODS)}" for _ in range(rng.randint(3, 9)))
    steps = []
    for template in rng.sample(_STEPS, rng.randint(3, 8)):
        foods = [rng.choice(_FOODS) for _ in range(template.count("{}"))]
        steps.append(template.format(*foods, n=rng.randint(3, 50), t=rng.choice((160, 180, 200, 220))))
    return f"{ingredients}\n{' '.join(steps)}"


def _log(rng: random.Random) -> str:
    """Lines as programs write them, put together at random."""
    lines = []
    for _ in range(rng.randint(1, 4)):
        time = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}"
        date = rng.choice((f"20{rng.randint(10, 30)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} ", "", "Jul 14 "))
        event = rng.choice(_EVENTS).format(rng.choice(_PARTS), n=rng.randint(1, 9000))
        lines.append(f"{date}{time} {rng.choice(_LEVELS)} {rng.choice(_PARTS)}: {event}")
    return "\n".join(lines)


def _source_code() -> list[str]:
    """Pieces of Python's own standard library."""
    library = Path(sysconfig.get_path("stdlib"))
    pieces: list[str] = []
    for file in sorted(library.glob("*.py")):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        pieces.extend("\n".join(lines[start : start + 25]) for start in range(30, min(len(lines), 300), 90))
    return pieces
