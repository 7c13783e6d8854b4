"""What every scheme has to keep, checked for PEFA 2016."""

from perfeval.testing import SchemeContract


class TestPefa(SchemeContract):
    scheme_id = "pefa-2016"
    examples = 10  # a submission states 94 dimensions
