"""Words that questions are made of, for telling what a slip was meant to be."""

from functools import cache

_OF_QUESTIONS = """
    the and for are was were has had did does have been being this that these those there their they them then than
    your what when where whether which while whose whom who why how will would could should about above after again
    against along also another anyone anything around because before behind below between both during each either
    every everyone everything except from inside into many much more most near never next only other others over
    same since some someone something still such through today tomorrow tonight under until upon very without within
    yesterday
    able according address afternoon allow allowed amount animal answer apply area arrive arrived arrives asked
    available away back became become began begin beginning believe belong best better biggest book born bought
    break bring brought build building built business call called cancelled cause caused change changed charge
    cheapest child children city close closed closes clothes code collect color colour come comes coming company
    complete contain contains control cost costs country course create created date daughter deadline decide decided
    deliver delivered delivery department describe described design designed died difference different dinner direct
    discover discovered doctor document done email employee employees ended ends enough evening event expect
    expected expensive explain family father feel figure fill film find finish finished fire first flight food found
    founded friend friends game gave getting girl give given goes going good government group guest guests half
    happen happened happens head held help high highest holiday home hospital hotel hour hours house important
    include included includes including increase information injured interview invented invited issue join joined
    keep kept kind kitchen know known landlord language large largest last late latest lead learn leave leaves
    leaving length less letter level like line live lived lives located location long longest look lose lost lunch
    made main make makes making manager married mean means meant meet meeting member members mentioned message money
    month months morning mother move moved movie moving must name named names need needed needs neighbour night
    number offer office oldest once open opened opening opens order ordered organise organised organising organize
    organized organizing original outside owner owns paid park parking part partner party passed password patient
    paying people percent percentage period person phone pick picked picking piece place plan planned planning play
    played player police population position possible prefer prepare present president price problem process produce
    project provide published purpose question quickly reach ready really reason receive received recipe recommend
    record refund released remember rent repair replace replaced report reported require required research
    responsible result return returned returning room said schedule school season seat second sell send sent serve
    service share shop show sign signed sister situation size sold song sort sorting source speak special spend
    spent sport staff start started starting starts state station stay stayed steps stop store story street student
    students study suggest supposed system take taken takes taking talk taught teacher team television tell test
    thing things think ticket tickets time times title together told took total town train training travel trip
    trying type used using usually value victim village visit visited visitors wait want wanted wants warning
    wearing weather website wedding week weekend weeks well went wife woman women word words work worked working
    works workshop world worth write written wrong wrote year years young youngest
"""

_NO_SLIPS = """
    abut amble anther areal arne arse bale baring bellow beset blest boron botch bough bourn brea broth closers
    codec const cots cremate deign deigned descried diced didi dido dione dived doest doves fiends finis frill gavel
    hadi halve haps hast haus heave homie inured joni larn latex lathe latke latte leavers lewd liane lien linde
    loess louse lunge malin manger maude mete morel mulch munch nigh overt panned panning parity parti pickled
    pickling plaice plano preset repot satay sate scold sewn sill sine snog sown staid statin stomp stoop strop
    svend swerve thicket thickets tome wads wags wast wendt whee whey wile wiles woks wort writhe wroth
    yearns yung
"""


@cache
def of_questions() -> frozenset[str]:
    """Words that ask, and the commonest of what is asked for; cut for the first slip, not while the reader loads."""
    return frozenset(_OF_QUESTIONS.split())


@cache
def no_slips() -> frozenset[str]:
    """Rarer words and first names of which one edit makes one of those."""
    return frozenset(_NO_SLIPS.split())
