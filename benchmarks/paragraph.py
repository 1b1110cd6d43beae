"""What the benchmarks read. Apart, so that a contender loads nothing else for it."""

PARAGRAPH = (
    "The harbour town of Vellmar reopened its old lighthouse on Saturday after nine years of repairs. Mayor Ingrid "
    "Solheim cut the ribbon in front of about two thousand people, among them the fishermen who had begun to collect "
    "money for it in 2015. The work cost 4.2 million euros, half of which came from the European Union and a quarter "
    "from the shipping company Nordlicht. The tower was built in 1871 by the engineer Tobias Renn, who had studied in "
    "Hamburg and Trieste, and it guided ships past the Skarv reefs until a storm broke its lantern in 1987. From May "
    "visitors may climb its 218 steps every day except Monday. The old keeper, Jonas Wiik, now ninety, was the first "
    "to go up again."
)
QUESTION = "Who built the tower?"
