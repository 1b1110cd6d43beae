"""What is looked up in 100 invented tables, schedules and lists, which were annotated before there was a rule.

The rules were made with the half of each file whose numbers are odd. Of the other half one mistake was mended.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inference.contract import MAX_QUESTION_LENGTH
from inference.reading.records.found import Blank, Found, Judged
from inference.reading.records.look_up import looked_up
from tests.linear import UNITS, assert_linear, run


def load(file: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


TABLES, SECTIONS = load("tables.jsonl"), load("sections.jsonl")

TABLE = "Rider\tLaps\tFirst lap\nAmy Orr\t12\t41 s\nBen Ito\t9\t39 s\nCleo Park\t15\t44 s"
FORM = "Guest: Rolf Stein\nArrival: 2 May\nNights: 3\nRoom: Garden suite"
HOURS = "Library\nMon-Wed 9-17\nThu closed\nFri 9-20"
ROTA = "Kitchen duty\nMon Amy Orr\nTue Ben Ito\nWed Amy Orr"
PLAN = "School fair\n10:00 Opening by the mayor\n11:30 Puppet show\n14:00 Raffle"
CONFIG = "[web]\nport = 8080\nworkers = 4\n\n[cache]\nport = 6390\nsize = 2 GB"
ROOMS = "Room Ash\n  Seats: 12\n  Screen: yes\nRoom Birch\n  Seats: 40\n  Projector: two"
PETS = "Dog: Rex\nBorn: 2019\nChip: 985 44\n\nDog: Luna\nBorn: 2021"
ALIGNED = "          Adult   Child   Family\nZoo       19      11      48\nMuseum    15              30"
LISTED = "What to pack:\n- boots\n- a torch\n\nHouse rules\n1. No pets\n2. Shoes off"
LEAGUE = "Team Won Drawn Lost\nRavens 7 1 2\nHerons 5 4 1\nOtters 2 2 6"
TENTS = (
    "Tent | Sleeps | Weight | Price\nFell | 2 | 1.9 kg | 210\n"
    "Moor | 3 | 2.8 kg | 1,150\nDune | 1 | 1.1 kg | 95\nTotal |  | 5.8 kg |"
)
FOUNDED = "Rank,Club,Founded\n1,Lynx,1921\n2,Rook,1898\n3,Pike,1960"
OFFICE = "Name;Team;Ext.;Room\nInes Falk;Sales;412;208\nPeter Grube;IT;377;214\nSamira Aydin;Pay;390;110"
SHIFTS = "|  | Mon | Tue | Wed |\n|Aisha|early|early|off|\n|Ben|late|off|late|\n|Cora|off|late|off|"
PHONES = (
    "  | Nova 5 | Nova 5 Pro | Kite X\nScreen | 6.1 in | 6.7 in | 6.4 in\n"
    "Battery | 3900 mAh | 4600 mAh | 5200 mAh\nWeight | 168 g | 205 g | 190 g"
)
BERTHS = "Berth\tBoat\tOwner\nA1\tSeamew\tK. Hall\nA2\tTern\tJ. Oka\nB1\tWagtail\tL. Brandt"
POINTS = (
    "Pos  Team            P   W  Pts\n1    Harrow Rovers   14  10  32\n"
    "2    Millbrook FC    14  9   30\n3    St Anne's       14  7   22"
)
SCORERS = "Player | Games | Goals\nSigne | 12 | 9\nMarta | 11 | 4\nOluchi | 12 | 7"
CLASSES = "|  | Mon | Tue |\n|---|---|---|\n| Room A | Pilates | Choir |\n| Room B | Tango | Chess |"
COPIED = "From: Lis Moen\nTo: all\nCc: plan@post.example\nSubject: Boxes 40-52"
TASKS = "Task | Owner | State\nFence | Rag | done\nTrough | Elif | open\nGate | Bo | waits"
ENV = "APP_ENV=staging\nSMTP_HOST=mail.plum.example\nSMTP_PORT=587"
INI = "[server]\nport = 8443\nfile = /srv\n\n[log]\nlevel = warning\nfile = /var/log"
CARDS = "Name: Yusuf Demir\nPhone: 0171 21\n\nName: Carla Nunes\nPhone: 0171 64\n\nName: Wim Bos\nPhone: 0171 38"
TRADES = (
    "Name: Yusuf Demir\nRole: electrician\nRate: 58/h\n\n"
    "Name: Carla Nunes\nRole: plumber\nRate: 62/h\nNote: no Mondays\n\nName: Wim Bos\nRole: tiler\nRate: 49/h"
)
OPEN = "Mon closed\nTue 10-18\nSat 9-14\nSun closed"
PARTS = "item;unit price;shelf\nhinges;2,40;B1\nrunners;11,90;B4\nglue;6,75;C2"
FARES = "Route,Adult,Child\nLisse - Ede,14.20,7.10\nEde - Olst,11.60,5.80\nOlst - Assen,9.40,6.70"
WEATHER = "City    Mon  Tue\nOrvik   8    -2\nSalten  12   14"
MAIL = "From: Lis Moen\nTo: all\nSubject: Boxes 40-52\n\nPlease bring them."
CHAT = (
    "Amy: who brings what?\nBen: I'll bring crisps\nCleo: I could make soup, but only on Friday\nDan: lemonade from me"
)


class Score(NamedTuple):
    """Of the questions that the texts answer, and of what is said, a blank among it."""

    given: int
    right: int
    stated: int
    blank: int = 0


def plain(words: str | None) -> str:
    return " ".join((words or "").lower().split()).strip(" .-*")


def said(found: Found | Judged | Blank, text: str) -> str:
    return plain(text[found.start : found.end]) if isinstance(found, Found) else ""


def score(cases: Iterable[dict[str, Any]]) -> Score:
    given = right = stated = blank = 0
    for case in cases:
        for question in case["questions"]:
            found = looked_up(question["question"], case["text"])
            stated += question["answers"] != [None]
            given += found is not None
            right += found is not None and said(found, case["text"]) in map(plain, question["answers"])
            blank += isinstance(found, Blank)
    return Score(given, right, stated, blank)


def test_texts_that_the_rules_were_made_with() -> None:
    assert score(TABLES[::2]) == Score(given=58, right=58, stated=74)
    assert score(SECTIONS[::2]) == Score(given=75, right=75, stated=97, blank=30)


def test_texts_that_the_rules_were_not_made_with() -> None:
    assert score(TABLES[1::2]) == Score(given=61, right=61, stated=78)
    assert score(SECTIONS[1::2]) == Score(given=58, right=57, stated=105, blank=26)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (TABLE, "How many laps did Cleo Park ride?", "15"),
        (TABLE, "what is the first lap of Ben Ito", "39 s"),
        (TABLE, "What's Ben Ito's first lap?", "39 s"),
        (TABLE, "How many laps did Ben ride?", "9"),
        (FORM, "Who is the guest?", "Rolf Stein"),
        (FORM, "How many nights?", "3"),
        (FORM.replace("Rolf Stein", "<@U0123AB|Rolf>"), "Who is the guest?", "<@U0123AB|Rolf>"),
        (HOURS, "When is the library open on Tuesday?", "9-17"),
        (HOURS, "What are the hours on Thursday?", "closed"),
        (ROTA, "Who is on kitchen duty on Tuesday?", "Ben Ito"),
        (ROTA, "When is Ben Ito on duty?", "Tue"),
        (PLAN, "What happens at 11:30?", "Puppet show"),
        (PLAN, "When is the raffle?", "14:00"),
        ("9 am Coffee\n10 am Raffle\n2 pm Tea", "What happens at 10 am?", "Raffle"),
        (CHAT, "Who is bringing crisps?", "Ben"),
        (CHAT, "Who brings the lemonade?", "Dan"),
        (CONFIG, "Which port does the cache use?", "6390"),
        (CONFIG, "port of the web?", "8080"),
        (ROOMS, "How many seats does Birch have?", "40"),
        (PETS, "When was Luna born?", "2021"),
        (ALIGNED, "What does the museum cost for a family?", "30"),
        ("Raffle\n1st - air fryer\n2nd - hamper\n3rd - tea", "What is the prize for second place?", "hamper"),
        ("item,qty\nmug,14\nplate,3", "What is the quantity of plates?", "3"),
        (LEAGUE, "How many games have the Herons drawn?", "4"),
        (LEAGUE, "Which team won the most?", "Ravens"),
        (LEAGUE, "Who lost the fewest games?", "Herons"),
        (TENTS, "Which tent is the lightest?", "Dune"),
        (TENTS, "Which tent is more expensive, Fell or Dune?", "Fell"),
        (TENTS, "What is the cheapest tent?", "Dune"),
        (TENTS, "What is the highest price?", "1,150"),
        (TENTS, "which tent has the least weight", "Dune"),
        (TENTS, "Which sleeps more, Fell or Dune?", "Fell"),
        (SCORERS, "Who scored more, Signe or Oluchi?", "Signe"),
        (SCORERS, "who scored the most", "Signe"),
        ("City;High °C;Rain mm\nTarn;21;0\nOxmere;18;14\nVeltri;26;3", "Where did it rain the most?", "Oxmere"),
        ("Day,Rain (mm)\n3 May,2\n4 May,11\n5 May,0", "When did it rain the most?", "4 May"),
        ("City;High °C;Rain mm\nTarn;21;0\nOxmere;18;14\nVeltri;26;3", "What is the high in Tarn?", "21"),
        ("Player,Cards\nNgozi,1\nHal,2\nBri,0", "Which player got the most cards this season?", "Hal"),
        (TENTS, "Which tent sleeps more, Fell or Dune?", "Fell"),
        (TENTS, "Which sleeps the most?", "Moor"),
        (TENTS, "Does Fell or Dune sleep more?", "Fell"),
        (TENTS, "Which of Fell and Moor weighs less?", "Fell"),
        (TENTS, "What costs the least?", "Dune"),
        (TENTS, "Is Fell cheaper or Moor?", "Fell"),
        (TENTS, "Which is the lightest, Fell or Moor?", "Fell"),
        (TENTS, "Which is heavier, Fell, Moor or Dune?", "Moor"),
        (FOUNDED, "Which club is the oldest?", "Rook"),
        ("Team,Wins\nYork,9\nYork City,4\nHull,7", "Which has more wins, York City or Hull?", "Hull"),
        (FOUNDED, "Which club is newer, Lynx or Pike?", "Pike"),
        (WEATHER, "What temperature is expected in Orvik on Tuesday?", "-2"),
        (OFFICE, "Who sits in room 110?", "Samira Aydin"),
        (OFFICE, "whats in room 214", "Peter Grube"),
        (SHIFTS, "who works late on tuesday?", "Cora"),
        (PHONES, "How heavy is the Nova 5 Pro?", "205 g"),
        (PHONES, "which phone has the biggest battery", "Kite X"),
        (PHONES, "Which weighs less, Nova 5 or Kite X?", "Nova 5"),
        (BERTHS, "Who owns the Wagtail?", "L. Brandt"),
        (POINTS, "how many points does Millbrook have?", "30"),
        (ENV, "What is the SMTP port?", "587"),
        (INI, "What log level is set?", "warning"),
        (CARDS, "Carla's phone?", "0171 64"),
        (TRADES, "Who is the plumber?", "Carla Nunes"),
        (TRADES, "What is the rate of the tiler?", "49/h"),
        (TRADES, "who has the highest rate", "Carla Nunes"),
        (OPEN, "what time does it close on saturday", "14"),
        (OPEN, "When does it open on Tuesday?", "10"),
        (PARTS, "What is the most expensive item?", "runners"),
        (FARES, "Which route is the cheapest for adults?", "Olst - Assen"),
        (COPIED, "Who was copied in?", "plan@post.example"),
        (TASKS, "Which tasks are open?", "Trough"),
        (HOURS, "When does the library close on Friday?", "20"),
        (MAIL, "What is the mail about?", "Boxes 40-52"),
        (MAIL, "What is the subject of the mail?", "Boxes 40-52"),
        (MAIL, "Who is the e-mail from?", "Lis Moen"),
        (LISTED, "What should I bring?", "boots\n- a torch"),
        (LISTED, "What are the house rules?", "No pets\n2. Shoes off"),
    ],
)
def test_a_question_that_names_one_place(text: str, question: str, answer: str) -> None:
    found = looked_up(question, text)
    assert isinstance(found, Found)
    assert text[found.start : found.end] == answer


@pytest.mark.parametrize(
    ("text", "question", "is_so", "lines"),
    [
        (TENTS, "Is Fell lighter than Moor?", True, 2),
        (TENTS, "is the moor lighter than the fell", False, 2),
        (TENTS, "Does Moor cost more than Dune?", True, 2),
        (TENTS, "Does Fell sleep more people than Dune?", True, 3),
        (SCORERS, "Did Oluchi score more goals than Marta?", True, 2),
        (PHONES, "Is the Kite X heavier than the Nova 5?", True, 4),
    ],
)
def test_whether_one_row_has_more_than_another(text: str, question: str, is_so: bool, lines: int) -> None:
    found = looked_up(question, text)
    assert isinstance(found, Judged)
    assert found.is_so is is_so
    assert text[found.start : found.end].count("\n") + 1 == lines


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Rent: 95\nHolding fee: 50\nDeposit:\nAvailable: now", "How much is the deposit?"),
        ("Name: Bo\nPolicy number: -\nDoctor: Ito", "What is the policy number?"),
        (CONFIG, "What is the size of the web?"),
        (ROOMS, "Which projector does Ash have?"),
        (PETS, "What is Luna's chip?"),
        (ALIGNED, "What does the museum cost for a child?"),
        (TABLE.replace("\t9\t", "\t\t"), "How many laps did Ben Ito ride?"),
    ],
)
def test_a_place_that_holds_nothing(text: str, question: str) -> None:
    assert looked_up(question, text) == Blank()


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (TABLE, "How many laps did Dora Quist ride?"),
        (TABLE, "How many falls did Amy Orr have?"),
        (TABLE.replace("Ito", "Orr"), "How many laps did Orr ride?"),
        (TABLE, "How many laps did Ben Quist ride?"),
        (TABLE, "How many laps did Amy Orr and Ben Ito ride?"),
        (TABLE, "How many laps did Amy Orr's sister ride?"),
        (TABLE, "How many laps did Amy Orr not ride?"),
        (TABLE, "How many laps did Amy Orr miss?"),
        (TABLE, "How many laps did Amy Orr's team ride?"),
        (TABLE, "What is the first lap of Amy Orr's sister?"),
        (TABLE, "How many more laps than Ben Ito did Amy Orr ride?"),
        (TABLE, "How many clean laps did Amy Orr ride?"),
        (TABLE, "How many laps did Amy Orr ride in 2019?"),
        (TABLE, "How many laps did Amy Orr ride in Leeds?"),
        (TABLE, "How many laps did Amy Orr ride with a helmet?"),
        (TABLE, "Did Amy Orr ride 12 laps?"),
        (TABLE, "Who rode 12 laps for money?"),
        (TABLE.replace("Ben Ito", "Amy Orr"), "How many laps did Amy Orr ride?"),
        (FORM, "What is the guest's phone number?"),
        (FORM, "Who is the guest of honour?"),
        (FORM, "Who cleaned the room?"),
        (FORM, "When is the departure?"),
        (FORM, "Which room did the last guest have?"),
        (f"{FORM}\nDinner: 19:00\nDinner room: Hall", "What room is dinner in?"),
        (f"{FORM}\n\n{FORM.replace('Rolf Stein', 'Ina Lee')}", "Who is the guest?"),
        (HOURS, "When is the library open on Sunday?"),
        (HOURS, "Who works on Friday?"),
        (ROTA, "When is Amy Orr on duty?"),
        (ROTA, "Who is off sick on Tuesday?"),
        (PLAN, "When does the raffle end?"),
        (PLAN, "When is the concert?"),
        (CHAT, "What is Ben?"),
        (CHAT, "Who makes the soup?"),
        (CHAT, "Who hates crisps?"),
        (LISTED, "What should I wear?"),
        ("Fair\n9:00 pm Party\n10:00 pm Dance\n11:00 pm Bed", "What happens at 9:00 am?"),
        ("Fair\n9 PM Party\n10 PM Dance\n11 PM Bed", "What happens at 9 AM?"),
        (LISTED, "What is the first of the house rules?"),
        (CONFIG, "Which port is used?"),
        (CONFIG, "What is the size of the queue?"),
        (PETS, "When was Rex's sister born?"),
        ("Name: Bo\nContact:\nName: Ann\nPhone: 3", "Who is the contact?"),
        ("Canoe: 2 h 24\nBoat: day 40", "How much is a canoe for a day?"),
        ("Born: Larne, 1931\nMarried: Effie Stott, 1956", "When was Effie born?"),
        ("From: Ann Lee\nTo: Bo Ito", "What is the code from Friday on?"),
        ("Rent: 740\nDeposit:\n  two months' rent", "How much is the deposit?"),
        ("Name: Bo Ito\nAddress:\n\n12 Elm Street\nLondon", "What is the address?"),
        ("Title: Stew\nServes: 4\nMix:\n\n  200 g flour\n  2 eggs", "What is the mix?"),
        ("Serves: 4\nIngredients:\nFlour: 200 g\nSugar: 100 g", "What are the ingredients?"),
        ("Venue: hall\nContact:\nAnn Lee: 555 123\nBo Ito: 555 124", "Who is the contact?"),
        ("Rent: 740\nDeposit: -\n\nThe deposit is 900 euros.", "How much is the deposit?"),
        (
            "Name: Ann Lee\nRole: boss\n\nName: Bo Ito\nRole: cook\nPhone: 4\n\nAnn's phone is 7.",
            "What is Ann's phone?",
        ),
        ("web:\n  port: 1\ndb:\n  port: 2\n  user: pg\ndefaults:\n  user: root", "What is the user of web?"),
        ("Group A\nLeader: Ann\n\nGroup B\nLeader: Bo\nTutor: Kim", "Who is the tutor of group A?"),
        ("Phase,Days\nPhase I,14\nPhase II,21", "How many days do I have?"),
        ("Name,Room\nWill Smith,12\nMay Lee,14", "Which room is booked for May?"),
        ("Product,Price\nApple juice,2\nPear juice,3", "What is the price of an Apple laptop?"),
        ("Wire  Colour  Goes to\n1     red     lamp\n2     blue    horn", "What was the blue wire for?"),
        ("Flavour,Tubs\nPlum,31\nMint,12", "What does a tub of plum cost?"),
        ("Speaker,Slot\nAnn Lee,10:00\nTBC,14:00", "Who speaks at 14:00?"),
        ("Mon run\nTue rest, physio 11:00\nWed legs", "When is physio?"),
        (TENTS, "Which tent is the second lightest?"),
        (TENTS, "Which tent is the driest?"),
        (TENTS, "Which tent is lighter than Fell?"),
        (TENTS, "Which red tent is the lightest?"),
        (OFFICE, "Who painted room 110?"),
        (TRADES, "Who painted the hall?"),
        (TRADES, "What is Ann's rate?"),
        (OFFICE, "Who is room 110's owner?"),
        (SHIFTS, "Who works late on Sunday?"),
        (BERTHS, "Who painted the Wagtail?"),
        (BERTHS, "What is the Wagtail made of?"),
        (CLASSES, "Who teaches tango?"),
        (OPEN, "When does it close on Sunday?"),
        (OPEN, "When does the meeting finish on Saturday?"),
        (TENTS, "Which tent is not the lightest?"),
        (TENTS, "Which is lighter, Fell or a tarp?"),
        (TENTS, "Does Fell weigh more or less than Dune?"),
        (TENTS, "Is Fell lighter than Dune or Moor?"),
        (TENTS, "Is Fell not lighter than Dune?"),
        (TENTS, "Is Fell lighter than a bag?"),
        (TENTS, "Is Fell older than Dune?"),
        (TENTS.replace("1.9 kg", "1.1 kg"), "Is Fell lighter than Dune?"),
        (TENTS, "Which is louder, Fell or Dune?"),
        ("Player,Goals,Points\nNgozi,1,2\nHal,2,1\nBri,0,1", "Who scored the most?"),
        ("Player,Cards,Season\nNgozi,1,2\nHal,2,1\nBri,0,1", "Which player got the most cards this season?"),
        (TENTS.replace("1.9 kg", "900 g"), "Which tent is the lightest?"),
        (TENTS.replace("1.9 kg", "?"), "Which tent is the lightest?"),
        (TENTS.replace("1.9 kg", "1.1 kg"), "Which tent is the lightest?"),
        ("Name,Age\nTom Ek,14\nAna Bo,12\nLi Ng,15", "Who is the oldest girl?"),
        ("Name,Age\nTom Ek,14\nAna Bo,12\nLi Ng,15", "Who is older, Tom Ek or his sister?"),
        ("Rank,Votes\n1,40\n2,30\n3,20", "What is the most popular song?"),
        (WEATHER, "What humidity was there in Bergen on Tuesday?"),
        ("Student,Read,Absent\nFynn,82,1\nBo,64,6", "When was Fynn absent?"),
        ("Coffee: Ann\nWaffles: Bo (from 11: Kim)", "What do the waffles cost?"),
        ("a b c\nd 1 2\ne x 4", "How many b does d have?"),
    ],
)
def test_what_is_left_to_the_model(text: str, question: str) -> None:
    assert looked_up(question, text) is None


@pytest.mark.parametrize(
    "unit",
    [
        *UNITS,
        *(
            "a\tb\n",
            "a|b\n",
            "a 1 2\n",
            "|a|b|\n|-|-|\n",
            "a  b\n",
            "Mon 9-5\n",
            "Mon-",
            "9:00 a\n",
            "9:00-",
            "1st A B\n",
            "a: b\n",
        ),
        *(
            "a: I will do b\n",
            "b:\n- a\n",
            "- a\n",
            "b\n- a\n- c\n\n",
            "[b]\na = 1\n",
            " ",
            "b:\n  a: 1\n",
            "a:\n",
            "   a  b\nc  d  e\nf  g  h\n\n",
            "   a  b\n",
            "A: 1\nB: 2\n\n",
            "a\tb\nc\td\ne\tf\n\n",
            "A B ",
            "Mon 1 ",
        ),
    ],
)
@pytest.mark.parametrize("question", ["What is the b of a?", "Who is bringing a?", "When is a on Monday?"])
def test_in_linear_time(unit: str, question: str) -> None:
    assert_linear(lambda text: looked_up(question, text), lambda size: run(unit, size))
    looked_up(run(unit, MAX_QUESTION_LENGTH), TABLE)
    looked_up(f"What is the {run(unit, MAX_QUESTION_LENGTH - 20)}?", FORM)


@pytest.mark.parametrize("key", ["mon", "first", "9:30"])
def test_wide_gaps_behind_a_key_in_linear_time(key: str) -> None:
    assert_linear(lambda text: looked_up("What is on?", text), lambda size: f"{key}{' ' * size}\x0bx\n")
