"""Tabular self-evaluation forms: funds block and indicator block found by their headers, cells bound to figures."""

from perfeval.formats.forms.binding import bind
from perfeval.formats.forms.choosing import readable
from perfeval.formats.forms.ledger import RULES

__all__ = ["RULES", "bind", "readable"]
