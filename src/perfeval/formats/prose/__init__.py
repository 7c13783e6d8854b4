"""Reports in prose: the text of a self-evaluation bound figure by figure."""

from perfeval.formats.prose.binding import bind

__all__ = ["bind"]
