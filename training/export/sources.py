"""Where the training data comes from and under which licence, as the manifests state it."""

from typing import Any

from inference.contract import Task
from training.export.hub_model import default_directory_name
from training.network.base import MINILM

LICENCES = {
    Task.NOUNS: "CC BY-NC-SA 4.0 (one data set is non-commercial; see the model card)",
    Task.CATEGORY: "Apache-2.0 weights; news texts used for research (see the model card)",
    Task.ANSWERS: "CC BY-SA 4.0",
}

TRAINING_DATA = {
    Task.NOUNS: (
        "UD English EWT, train part (CC BY-SA 4.0), with Universal NER names (CC BY-SA 4.0)",
        "UD English GUM, train part (CC BY-NC-SA 4.0)",
        "CoNLL-2003, train part (Reuters text, research use)",
        "WNUT 2017, train part (CC BY 4.0)",
        "WikiGold (CC BY 4.0)",
        "Broad Twitter Corpus (CC BY 4.0)",
        "Tweebank-NER (Apache-2.0)",
        "Worldwide English NER (licence in its repository)",
        "UD English PUD (CC BY-SA 3.0) and ESLSpok (CC BY-SA 4.0)",
        "Passages of SQuADShifts, train part (CC BY 4.0), of a part of SQuAD's train set (CC BY-SA 4.0) and of "
        "FairytaleQA (Apache-2.0), and tweets of TweetQA (CC BY-SA 4.0), where the model before this one marked the "
        "names that it was sure of",
        "Short texts that were written for this project (Apache-2.0)",
    ),
    Task.CATEGORY: (
        "BBC News, train part (text copyright BBC, research use)",
        "TagMyNews headlines (research use)",
        "Headlines of 2021 and 2022 posted to Reddit (no licence stated)",
        "Inshorts summaries (no licence stated, research use)",
        "HuffPost headlines of the News Category Dataset (CC BY 4.0)",
        "Headlines of the UCI News Aggregator (CC BY 4.0; they belong to their publishers)",
        "BBC headlines of MasakhaNEWS (text copyright BBC, research use)",
        "4,882 short texts that were written for this project (Apache-2.0)",
        "News of many countries of Worldwide English NER (licence in its repository) and Reuters news of 1996 of "
        "CoNLL-2003, train part (research use), with categories that this project gave them",
        "As texts that are no news: contexts of SQuADShifts (CC BY 4.0), FriendsQA (Apache-2.0), Molweni (Apache-2.0), "
        "FairytaleQA (Apache-2.0), PolicyQA (MIT), SubjQA (research use), SciQ (CC BY-NC 3.0), sentences of SQuADShifts"
        " and SQuAD and questions of SQuAD 2.0 (CC BY-SA 4.0), requests of HWU64 and Liu54 (CC BY 4.0), claims of "
        "FEVER (CC BY-SA 3.0), tweets of the Disaster Tweets (research use), sentences of SIB-200 (CC BY-SA 4.0), "
        "Python's standard library (PSF licence), recipes and log lines put together at random",
    ),
    Task.ANSWERS: (
        "SQuADShifts: new Wikipedia, Amazon, Reddit, train part (CC BY 4.0)",
        "SQuAD 1.1 and 2.0, a part of the train set; of a further part the questions with the sentence that answers "
        "them, where a larger model, the teacher, marked the answer (CC BY-SA 4.0)",
        "QAMR (MIT; sentences of Wikipedia and Wikinews)",
        "Natural Questions in QED (CC BY-SA 3.0)",
        "FriendsQA (Apache-2.0)",
        "TweetQA (CC BY-SA 4.0)",
        "FairytaleQA (Apache-2.0)",
        "PolicyQA (MIT)",
        "COVID-QA (Apache-2.0)",
        "Contrast sets of Quoref and ROPES (CC BY 4.0) and of DROP (CC BY-SA 4.0)",
        "CondaQA (Apache-2.0) and the contrast set of BoolQ (CC BY-SA 3.0)",
        "CLAP NQ (Apache-2.0) and MultiSpanQA (built on Natural Questions, CC BY-SA 3.0)",
        "WikiTableQuestions (CC BY-SA 4.0), TempTabQA (no licence stated, research use), TAT-QA (CC BY 4.0) and AIT-QA "
        "(CDLA-Sharing-1.0)",
        "Molweni (Apache-2.0)",
        "18,342 short texts with 151,748 questions, written for this project (Apache-2.0); 5,115 of them with 53,798 "
        "questions for the network that reads short texts alone",
    ),
}


def provenance(task: Task, base: str) -> dict[str, Any]:
    """What the manifest of a model that was trained on these data says of itself; `base` is as `fit` was given it."""
    data = TRAINING_DATA[task]
    if base == MINILM:
        return {"licence": LICENCES[task], "training_data": data}
    name = default_directory_name(base)
    licence = f"that of {name} and those of the training data"
    return {"name": f"{name}-{task}", "base_model": name, "licence": licence, "training_data": data}
