import pytest

from inference.contract import MAX_TEXT_LENGTH, CategoryReply, CategoryRequest, InferenceError
from inference.reading.category import CategoryReader


def read(reader: CategoryReader, text: str) -> CategoryReply:
    return reader.read(CategoryRequest(text=text))


NEWS = {
    "sport": "Northgate United beat Carrow Rovers 3-1 on Sunday to go top of the league. Lena Okafor scored twice "
    "before half-time and the visitors had their captain sent off after an hour.",
    "politics": "Parliament voted by 212 to 187 on Wednesday to lower the voting age to sixteen. The interior "
    "minister called it a debt paid to the young; the opposition leader said his party would fight the bill.",
    "business": "Shares in the chip maker fell by eleven percent on Tuesday after the company warned that profits "
    "would be lower than expected. Analysts had forecast quarterly sales of 900 million dollars.",
    "tech": "A free update for the app lets people dictate on their phones in forty languages. The software runs on "
    "the device itself, so no speech is sent to the developers' servers.",
    "entertainment": "The director won the main prize at the film festival for her comedy. The jury praised its two "
    "lead actors, and the movie opens in cinemas in February.",
}


@pytest.mark.parametrize(("kind", "text"), NEWS.items())
def test_news_of_each_kind(category: CategoryReader, kind: str, text: str) -> None:
    reply = read(category, text)
    assert reply.category == kind
    assert reply.score == max(reply.scores.values())
    assert set(reply.scores) == set(NEWS)
    assert sum(reply.scores.values()) <= 1 + 1e-6


@pytest.mark.parametrize("text", NEWS.values())
def test_lower_case_changes_nothing(category: CategoryReader, text: str) -> None:
    assert read(category, text.lower()).scores == read(category, text).scores


@pytest.mark.parametrize(
    "text",
    [
        "hey are you coming over later? i made way too much pasta lol",
        "Ross: I can't believe you ate my sandwich.\nChandler: It was just sitting there.\nRoss: In the fridge!",
        "def add(left, right):\n    return left + right\n\nclass Stack:\n    def push(self, item):\n        pass",
        "Melt the butter and add two sliced onions. Stir in a spoon of flour, pour in a litre of stock and simmer.",
    ],
)
def test_what_is_no_news_gets_no_category(category: CategoryReader, text: str) -> None:
    assert read(category, text).category is None


@pytest.mark.parametrize(
    "text",
    [
        "| name | quantity |\n|---|---|\n| flour | 200 g |\n| eggs | 3 |\n| milk | 1 l |\n",
        "- water the plants\n- feed the cat\n- call grandma about the weekend\n- fold the laundry",
    ],
)
def test_a_list_or_a_table_that_is_no_news_gets_no_sure_category(category: CategoryReader, text: str) -> None:
    reply = read(category, text)
    assert reply.category is None or reply.score < 0.8


def test_a_table_of_results_is_sport(category: CategoryReader) -> None:
    assert (
        read(category, "Premier League\nArsenal 2-1 Chelsea\nLiverpool 0-0 Everton\nLeeds 1-3 Spurs").category
        == "sport"
    )


def test_a_text_in_another_language_is_named(category: CategoryReader) -> None:
    with pytest.raises(InferenceError, match="This text seems to be in French; I only read English"):
        read(category, "Le maire a rouvert samedi le vieux phare de la ville après neuf ans de travaux.")


def test_a_text_of_the_longest_length_is_read_whole(category: CategoryReader) -> None:
    text = (NEWS["sport"] + " ") * 200
    assert read(category, text[:MAX_TEXT_LENGTH]).category == "sport"


@pytest.mark.parametrize("text", ["?", '"', "😀", "\u200b", "\x00a"])
def test_a_text_with_next_to_nothing_in_it_is_answered(category: CategoryReader, text: str) -> None:
    assert read(category, text).category is None
