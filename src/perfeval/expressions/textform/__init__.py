"""Rules as text: a renderer and a strict parser that undo each other."""

from perfeval.expressions.textform.parsing import parse
from perfeval.expressions.textform.rendering import render

__all__ = ["parse", "render"]
