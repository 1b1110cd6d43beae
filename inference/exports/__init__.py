"""The names of a text to take along: as a table, or as cards to learn. Knows the contract and where sentences end."""
