"""What every scheme has to keep, checked for this one."""

from perfeval.testing import SchemeContract


class TestHunanDepartment(SchemeContract):
    scheme_id = "hunan-department-1"
