"""A bureau's own Word template, filled: its tags are checked before any is carried out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from perfeval.evaluation import Reported
from perfeval.findings import Finding, FormatError, Lang, UsageError, kind
from perfeval.reports.told import visible
from perfeval.reports.word.context import Context, template_context
from perfeval.reports.word.paper import docx_module, packed
from perfeval.reports.word.sandbox import Missed, environment
from perfeval.reports.word.tags import broken, loose, stopped, written_faults

_LONGEST = 200
_STREAM = re.compile(r"(?:file )?'?<_io\.BytesIO[^>]*>'? (?:is )?")
"""How python-docx names a file that came as bytes."""
_PROPERTIES = ("author", "comments", "subject", "title")


def filled_docx(reported: Reported, template: bytes, lang: Lang) -> bytes:
    """A bureau's own template in DOCX, filled with an evaluation; the same bytes for the same input.

    Tags are those of Jinja as docxtpl reads them, in a sandbox; the page "Reports" of the documentation lists their
    names. Whatever is put in is text.

    Args:
        reported: the evaluation.
        template: the bytes of the template.
        lang: the language of labels and sentences.

    Raises:
        FormatError: the template is no DOCX (I431), uses names that there are not (I432), has mistakes in its tags
            (I433), or tags that cannot be carried out (I434).
        UsageError: the extra `word` is not installed (I205).
    """
    docx_module()
    made = _template_class()(io.BytesIO(template))
    try:
        made.init_docx()
    except Exception as error:  # whatever a broken document makes of its parser
        detail = visible(_STREAM.sub("", str(error)))[:_LONGEST] or type(error).__name__
        raise FormatError(kind("I431").at("", detail=detail)) from error
    context = template_context(reported, lang)
    jinja, made.missed = environment()
    faults = list(made.faults(jinja, context))
    if faults:
        raise FormatError(faults)
    made.render(dict(context), jinja, autoescape=True)
    return packed(made.docx)


def _template_class() -> Any:
    """Docxtpl's template with checks of ours between its steps."""
    try:
        from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it comes without types
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "docxtpl", extra="word")) from error
    from docx.opc.oxml import parse_xml

    class Template(DocxTemplate):  # type: ignore[misc]  # likewise
        missed: list[Missed]

        def faults(self, jinja: Any, context: Context) -> Iterator[Finding]:
            """What is wrong in the tags of all parts."""
            for part, source in self.sources():
                yield from written_faults(str(part.partname), source, jinja, context)

        def sources(self) -> Iterator[tuple[Any, str]]:
            """The parts that may have tags, as docxtpl makes templates of them."""
            yield self.docx.part, self.patch_xml(self.get_xml())
            for uri in (self.HEADER_URI, self.FOOTER_URI):
                for _, part in self.get_headers_footers(uri):
                    yield part, self.patch_xml(self.get_part_xml(part))
            for part in self.docx.part.package.iter_parts():
                if part.content_type.endswith(".footnotes+xml"):
                    yield part, self.patch_xml(part.blob.decode("utf-8"))

        def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
            """Carry out the tags of a part; what would be lost in it is a fault."""
            name = str(part.partname)
            try:
                xml: str = super().render_xml_part(src_xml, part, context, jinja_env)
            except Exception as error:
                raise FormatError(stopped(name, src_xml, error, self.missed)) from error
            try:
                lost = loose(parse_xml(xml))
            except SyntaxError as error:  # what lxml raises is one
                raise FormatError(broken(name, "", str(error))) from error
            if lost is not None:
                raise FormatError(broken(name, lost, "text where no text may stand"))
            return xml

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            """The title and the like: they are no XML, so nothing in them is escaped, and they are short."""
            plain = jinja_env.overlay(autoescape=False, finalize=str)
            said = self.docx.core_properties
            for name in _PROPERTIES:
                source = getattr(said, name)
                if "{" not in source:
                    continue
                try:
                    text = plain.from_string(source).render(context)
                except Exception as error:
                    raise FormatError(stopped("/docProps/core.xml", source, error, self.missed)) from error
                setattr(said, name, visible(text)[:_LONGEST])

    return Template
