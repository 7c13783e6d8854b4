"""A filled-in review form read back as a review, with every mistake named by its sheet and cell."""

from perfeval.formats.review_forms.reading import read_review_form

__all__ = ["read_review_form"]
