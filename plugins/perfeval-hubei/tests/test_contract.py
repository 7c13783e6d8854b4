"""What every scheme has to keep, checked for the two forms and the edition derived from one of them."""

from perfeval.testing import SchemeContract


class TestSplit(SchemeContract):
    scheme_id = "hubei-project-20-40-30-10"


class TestWhole(SchemeContract):
    scheme_id = "hubei-project-20-80"


class TestDerived(SchemeContract):
    scheme_id = "hubei-project-10-50-30-10"
