"""The warning under which doubts about a scheme are listed; a test run may turn it into an error, or ignore it."""


class DoubtWarning(UserWarning):
    """A doubt about a scheme: it is sound, but somebody should look at this."""
