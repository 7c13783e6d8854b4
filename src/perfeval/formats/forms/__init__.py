"""Tabular self-evaluation forms: their funds block and indicator block found by headers, their cells bound to figures."""

from perfeval.formats.forms.binding import bind
from perfeval.formats.forms.choosing import readable
from perfeval.formats.forms.ledger import RULES

__all__ = ["RULES", "bind", "readable"]
