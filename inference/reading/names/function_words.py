"""Words by which a noun phrase is told from what surrounds it, and capitals that are no names."""

from inference.reading.names.titles import ROLES

DETERMINERS = frozenset("a an the his her its their our my your".split())
LEADING = frozenset("then now once formerly currently himself herself itself themselves".split())
AFTER_HEAD = frozenset(
    """of in on at for from with by to near who whom which that where whose when run called named known nicknamed based
    founded born made built owned led set since until after before under between over as than into about against and or
    but so because while i you he she it we they everyone nobody working living specialising specializing across
    behind beside beyond during inside outside through within without around""".split()
)
RELATIVE = frozenset("who whom which that where whose when i you he she it we they everyone nobody".split())
VERBS = frozenset(
    """is are was were be been has have had does do did will would can could shall should may might must said says told
    tells asked went came took made gave got left fell broke wrote wants want seems seemed became becomes
    knew know knows thought thinks added adds called""".split()
)
_CONTRACTED = frozenset("that it he she there here what who where how let one".split())
TITLE_CASE = ROLES | frozenset(
    """head director manager editor founder officer president executive fellow partner dean headmaster headmistress
    principal engineer designer developer analyst consultant assistant administrator coordinator organiser lecturer
    researcher scientist curator librarian treasurer trustee owner correspondent reporter writer author lead
    producer conductor lawyer attorney solicitor accountant architect""".split()
)
"""Roles that are written with a capital in signatures and before names."""


def is_verb_or_preposition(word: str) -> bool:
    """Whether a word, in lower case, is none that a noun phrase holds before its head."""
    return word in VERBS or word in AFTER_HEAD


def is_possessor(word: str) -> bool:
    """Whether it ends like "Ann's", and is no contraction as "that's" is."""
    stem = word.lower().replace("’", "'").removesuffix("'s")
    return word.endswith(("'s", "’s")) and stem not in _CONTRACTED
