"""Where the facts come from, and which of them were read there."""

from perfeval import Source

COMPOSITION = Source("PEFA Framework 2016, table 2 (pillars, indicators and dimensions)", "published")
REQUIREMENTS_READ = Source("PEFA Framework 2016, part 2 (minimum requirements for scores)", "published")
MATERIALITY = Source("PEFA Framework 2016, part 2.1 (size and materiality)", "published")
METHOD_READ = Source("PEFA Framework 2016, part 2.2 (weakest link)", "published")
REQUIREMENTS_UNREAD = Source("PEFA Framework 2016, part 2 (minimum requirements for scores)", "unverified")
METHOD_UNREAD = Source("PEFA Framework 2016, part 2.2 (weakest link)", "unverified")
TABLE_UNREAD = Source("PEFA Framework 2016, table 1 (conversion table of M2)", "unverified")
