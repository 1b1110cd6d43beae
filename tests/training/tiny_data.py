"""A data folder in the layouts of the real one, with a few lines in each file."""

import gzip
import json
from pathlib import Path

from inference.reading.sentences import sentence_spans
from training.answers.recipe import RECIPE, AnswersRecipe
from training.category.network import LABELS
from training.category.recipe import RECIPE as CATEGORY_RECIPE
from training.category.recipe import CategoryRecipe
from training.data.annotated_news import FILES as ANNOTATED_FILES
from training.data.no_news import ENCYCLOPAEDIA_FILES, LABELLED_FILES, QUESTION_FILES, QUESTIONS_FILE
from training.export.texts import load_passages
from training.recipes import load_recipe

PASSAGES = load_passages()
SENTENCES = [passage.text[start:end] for passage in PASSAGES for start, end in sentence_spans(passage.text)]
DOMAINS = ("wiki", "reddit", "amazon")


def write_data(folder: Path) -> Path:
    """Write questions, news and names below a folder; every question's answer is the passage's first words."""
    for name in ("qa", "news", "nouns"):
        (folder / name).mkdir(parents=True)
    recipe = load_recipe(RECIPE, AnswersRecipe)
    assert recipe.teacher
    assert recipe.sentences
    for name in {
        *(each.file for each in recipe.teacher.files),
        *QUESTION_FILES,
        *ENCYCLOPAEDIA_FILES,
        "qa/dev.json.gz",
    }:
        _write(folder / name, json.dumps(_questions()))
    for each in {each.file: each for run in (*recipe.last, *recipe.short_texts) for each in run.files}.values():
        _write(folder / each.file, _yes_no_csv() if each.kind == "yes or no" else json.dumps(_questions()))
    _write(folder / recipe.sentences.file, _sentences_csv())
    sources = (source.file for source in load_recipe(CATEGORY_RECIPE, CategoryRecipe).sources)
    for number, file in enumerate(("news/bbc-train.csv.gz", "news/bbc-val.csv.gz", *sources)):
        _write(folder / file, _news(number))
    for file, labels in LABELLED_FILES.items():
        _write(folder / file, f"category,text\n{min(labels)},Turn it up.\n")
    _write(folder / QUESTIONS_FILE, "question\nWho did it?\n")
    _write(folder / "news/bbc-train-cased.csv.gz", "category,text,source_row\n")
    for file in ("ewt-dev", "gum-dev"):
        _write(folder / f"nouns/{file}.conllu.gz", _conllu())
    for file in ("uner-ewt-dev.iob2", "conll2003-eng.testa", "wnut17-dev.conll"):
        _write(folder / f"nouns/{file}.gz", _columns(numbered=".iob2" in file))
    for file in ANNOTATED_FILES:
        _write(folder / file, _columns(numbered=False))
    return folder


def _write(path: Path, text: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        file.write(text)


def _questions() -> dict[str, object]:
    articles = []
    for number, passage in enumerate(PASSAGES):
        answer = {"text": " ".join(passage.text.split()[:2]), "answer_start": 0}
        questions = [{"id": f"{number}", "question": passage.questions[0], "answers": [answer]}]
        title = f"{DOMAINS[number % 3]}/{number // 6}"
        articles.append({"title": title, "paragraphs": [{"context": passage.text, "qas": questions}]})
    return {"data": articles}


def _sentences_csv() -> str:
    return "question,sentence\n" + "".join(f'{passage.questions[0]},"A plain sentence."\n' for passage in PASSAGES[:2])


def _yes_no_csv() -> str:
    return "question,passage,answer\n" + "".join(
        f'Is it so?,"Passage {number}.",{answer}\n' for number in range(12) for answer in ("yes", "no", "unknown")
    )


def _news(number: int) -> str:
    rows = [(LABELS[index % 5], f"{text} {number}") for index, text in enumerate(SENTENCES)]
    lines = [f'{label},"{text.replace(chr(34), "")}"\n' for label, text in rows]
    return "category,text\n" + "".join(lines)


def _words() -> list[list[str]]:
    return [sentence.rstrip(".").split() for sentence in SENTENCES]


def _conllu() -> str:
    blocks = [
        "\n".join(f"{n}\t{word}\t_\t{_tag(word)}\t_\t_\t_\t_\t_\t_" for n, word in enumerate(words, 1))
        for words in _words()
    ]
    return "\n\n".join(blocks) + "\n"


def _columns(*, numbered: bool) -> str:
    blocks = []
    for words in _words():
        tags = ["B-PER" if _tag(word) == "PROPN" else "O" for word in words]
        rows = enumerate(zip(words, tags, strict=True), 1)
        blocks.append("\n".join(f"{n}\t{word}\t{tag}" if numbered else f"{word} {tag}" for n, (word, tag) in rows))
    return "\n\n".join(blocks) + "\n"


def _tag(word: str) -> str:
    return "PROPN" if word[:1].isupper() else "NOUN"
