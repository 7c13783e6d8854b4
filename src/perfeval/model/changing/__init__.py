"""What changed from one scheme to another, in words."""

from perfeval.model.changing.change import SchemeChange
from perfeval.model.changing.comparing import scheme_changes

__all__ = ["SchemeChange", "scheme_changes"]
