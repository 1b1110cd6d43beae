"""What of a long passage to read first: the sentences that share the question's rarer words."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.int64]

LOOK_TOKENS = 144
"""How much a look reads at most: three to six sentences."""


def first_look(question: Sequence[int], passage: Indices, sentences: Indices) -> Indices:
    """Return which of the passage's tokens to read first, in order: those of whole sentences.

    A sentence counts for as much as the tokens that it shares with the question are rare in the passage: their inverse
    document frequency, where the documents are the passage's sentences. `passage` holds token ids, and `sentences` the
    number of each token's sentence. Empty where no sentence shares anything, and where the best one is too long.
    """
    scores = _scores(question, passage, sentences)
    lengths = np.bincount(sentences, minlength=len(scores))
    best_first = [int(number) for number in np.argsort(-scores, kind="stable") if scores[number] > 0]
    chosen: list[int] = []
    room = LOOK_TOKENS
    for number in best_first:
        if lengths[number] <= room:
            chosen.append(number)
            room -= int(lengths[number])
        elif not chosen:
            break
    return np.flatnonzero(np.isin(sentences, chosen))


def _scores(question: Sequence[int], passage: Indices, sentences: Indices) -> npt.NDArray[np.float64]:
    """The score of each sentence by its number."""
    highest = int(sentences.max(initial=0))
    scores = np.zeros(highest + 1)
    for token in set(question):
        holding = np.unique(sentences[passage == token])
        scores[holding] += np.log((highest + 1) / max(1, len(holding)))
    return scores
