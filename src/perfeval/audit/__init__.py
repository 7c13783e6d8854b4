"""Published figures held against each other and against the rules: checks, each a small function."""

from perfeval.audit.checks import Audited, Check, Setting

__all__ = ["Audited", "Check", "Setting"]
