"""What a stranger's spaCy pipeline may be made of: what spaCy itself brings, and what does no more than compute.

Not among it:

- callbacks, which are functions for whatever somebody wants to do;
- readers, loggers and knowledge bases, which open files that the pipeline names;
- wrappers of PyTorch and MXNet, whose weights may be pickles;
- `entity_linker`, whose file is read by C code that believes the lengths in it, and `doc_cleaner`, which sets any
  attribute of any object that can be reached from a document;
- tokenizers of single languages, which import packages and read models of their own;
- everything that other packages register, which spaCy finds wherever they are installed.

What is only for training is not among it either: those parts of a pipeline are never built here.
"""

import re
from importlib.util import find_spec

FACTORIES = frozenset(
    "attribute_ruler beam_ner beam_parser entity_ruler future_entity_ruler lemmatizer merge_entities merge_noun_chunks "
    "merge_subtokens morphologizer ner parser sentencizer senter span_finder span_ruler spancat "
    "spancat_singlelabel tagger textcat textcat_multilabel tok2vec token_splitter trainable_lemmatizer".split()
)

_BY_REGISTRY = {
    "architectures": (
        "spacy.CharacterEmbed spacy.HashEmbedCNN spacy.MaxoutWindowEncoder spacy.MishWindowEncoder "
        "spacy.MultiHashEmbed spacy.SpanCategorizer spacy.SpanFinder spacy.Tagger spacy.TextCatBOW spacy.TextCatCNN "
        "spacy.TextCatEnsemble spacy.TextCatLowData spacy.TextCatParametricAttention spacy.TextCatReduce "
        "spacy.Tok2Vec spacy.Tok2VecListener spacy.TransitionBasedParser"
    ),
    "layers": (
        "spacy.CharEmbed spacy.FeatureExtractor spacy.LinearLogistic spacy.StaticVectors spacy.extract_ngrams "
        "spacy.extract_spans spacy.mean_max_reducer ClippedLinear Dish Dropout Embed Gelu HardSigmoid HardSwish "
        "HardSwishMobilenet HardTanh HashEmbed LSTM LayerNorm Linear Logistic Maxout Mish MultiSoftmax "
        "ParametricAttention Relu ReluK Sigmoid Softmax SparseLinear Swish add bidirectional chain clone concatenate "
        "expand_window list2array list2padded list2ragged noop padded2list ragged2list reduce_first reduce_last "
        "reduce_max reduce_mean reduce_sum residual sigmoid_activation softmax_activation with_array with_array2d "
        "with_flatten with_list with_padded with_ragged with_reshape"
    ),
    "initializers": (
        "glorot_normal_init glorot_uniform_init he_normal_init he_uniform_init lecun_normal_init lecun_uniform_init "
        "normal_init uniform_init zero_init"
    ),
    "misc": (
        "spacy.first_longest_spans_filter spacy.levenshtein_compare spacy.ngram_range_suggester spacy.ngram_suggester "
        "spacy.preset_spans_suggester spacy.prioritize_existing_ents_filter spacy.prioritize_new_ents_filter"
    ),
    "scorers": (
        "spacy.attribute_ruler_scorer spacy.entity_ruler_scorer spacy.lemmatizer_scorer spacy.morphologizer_scorer "
        "spacy.ner_scorer spacy.overlapping_labeled_spans_scorer spacy.parser_scorer spacy.senter_scorer "
        "spacy.span_finder_scorer spacy.spancat_scorer spacy.tagger_scorer spacy.textcat_multilabel_scorer "
        "spacy.textcat_scorer"
    ),
    "tokenizers": "spacy.Tokenizer",
    "vectors": "spacy.Vectors",
}
FUNCTIONS = {(registry, name) for registry, names in _BY_REGISTRY.items() for name in names.split()}

_LEGACY = "spacy-legacy."
_VERSION = re.compile(r"\.v\d+\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def is_harmless(registry: str, function: str) -> bool:
    """Whether a function may be called; all versions of one are alike, also those that spaCy only keeps."""
    name = _VERSION.sub("", function)
    return (registry, name.replace(_LEGACY, "spacy.", 1) if name.startswith(_LEGACY) else name) in FUNCTIONS


def is_language(code: str) -> bool:
    """Whether spaCy itself brings the language: any other name would be looked for in other packages."""
    return _LANGUAGE.fullmatch(code) is not None and find_spec(f"spacy.lang.{code}") is not None
