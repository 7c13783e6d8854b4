"""Forms to fill in: workbooks made for a scheme, and read back as submissions.

What a cell holds is told by a map that the form carries with it on a hidden sheet (`blueprint`). `layout` makes the
sheets, `filling` puts a submission into them, `drawing` draws the workbook; `opening`, `gathering` and `reading` go the
other way.
"""

from perfeval.formats.filled.annotating import annotated
from perfeval.formats.filled.making import form
from perfeval.formats.filled.opening import is_form
from perfeval.formats.filled.outdated import outdated
from perfeval.formats.filled.reading import read_form

__all__ = ["annotated", "form", "is_form", "outdated", "read_form"]
