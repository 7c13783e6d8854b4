"""Pictures for papers and reports, as SVG, PNG or PDF: readable in grey, with a text that says the same.

Of one evaluation: `scores`, `budget`, `profile`; of many: `distribution`, `league`, `heat`; of one entity: `years`.
Loaded only when it is imported; needs the extra `figures` and a font with Chinese.
"""

from perfeval.figures.figure import Figure
from perfeval.figures.groups import profile
from perfeval.figures.indicators import scores
from perfeval.figures.matrix import heat
from perfeval.figures.ranking import league
from perfeval.figures.stages import budget
from perfeval.figures.timeline import years
from perfeval.figures.totals import distribution

__all__ = ["Figure", "budget", "distribution", "heat", "league", "profile", "scores", "years"]
