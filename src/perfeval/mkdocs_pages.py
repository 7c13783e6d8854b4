"""A plugin for MkDocs: the pages of schemes within the site of whoever publishes them; needs the extra `mkdocs`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os.path import abspath

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from perfeval.api import load_scheme, scheme, scheme_files
from perfeval.findings import LANGUAGES, Finding, Lang, PerfevalError, say
from perfeval.model import Scheme
from perfeval.reports import markdown, scheme_page


class PagesConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves the making of classes untyped
    """What stands below `- perfeval:` in `mkdocs.yml`."""

    schemes = options.ListOfItems(options.Type(str), default=[])
    """Ids of registered schemes."""
    files = options.ListOfItems(options.File(exists=True), default=[])
    """Files of schemes; a path is taken from where `mkdocs.yml` stands."""
    folder = options.Type(str, default="schemes")
    """The folder that the pages stand in, within the folder of the pages."""
    lang = options.Optional(options.Choice(LANGUAGES))
    """The language of the pages, by default that of the theme: Chinese where it is Chinese, else English."""


class SchemePages(BasePlugin[PagesConfig]):  # type: ignore[no-untyped-call]  # likewise
    """Adds a page for each scheme: `schemes/foshan-2021.md`, to be named in `nav` and linked to as any other."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Let `mkdocs serve` build anew when the file of a scheme, or of its base, is changed."""
        config.watch.extend(abspath(each) for path in self.config.files for each in scheme_files(path))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages.

        Raises:
            PluginError: schemes that are not there or not sound, all at once; a page that is there already.
        """
        lang: Lang = "zh" if (self.config.lang or _language_of(config)) == "zh" else "en"
        for found in self._schemes(lang):
            path = "/".join([*self.config.folder.strip("/").split("/"), f"{found.id}.md"]).lstrip("/")
            if files.get_file_from_path(path) is not None:
                taken = say(
                    "页面 {path} 已经有了：换一个 folder，或去掉重复的方案",
                    "there is a page {path} already: choose another folder, or drop the scheme that stands there twice",
                    path=path,
                )
                raise PluginError(f"perfeval: {taken[lang]}")
            files.append(File.generated(config, path, content=markdown(scheme_page(found), lang)))
        return files

    def _schemes(self, lang: Lang) -> Iterator[Scheme]:
        faults: list[Finding] = []
        for read, names in ((scheme, self.config.schemes), (load_scheme, self.config.files)):
            for name in names:
                try:
                    yield read(name)
                except PerfevalError as error:
                    faults += error.findings
        if faults:
            raise PluginError(_told(faults, lang))


def _told(faults: Iterable[Finding], lang: Lang) -> str:
    return "\n".join(f"perfeval: {fault.render(lang)}" for fault in faults)


def _language_of(config: MkDocsConfig) -> str:
    found = config.theme.get("language") or config.theme.get("locale") or ""
    return str(found)[:2].lower()
