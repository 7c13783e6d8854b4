"""A review held against a self-evaluation: rows, deviations, findings of family R, the form a reviewer fills in."""
