"""A review held against a self-evaluation: rows, deviations, findings of family R, the form a reviewer fills in."""

from perfeval.auditing.reviews import shown as _shown  # noqa: F401 - tells how a review is shown
