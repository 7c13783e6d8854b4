"""`perfeval schemes`: the schemes that are registered, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from click.core import ParameterSource

from perfeval.api import scheme
from perfeval.cli import exits
from perfeval.cli.differing import diff
from perfeval.cli.options import is_file, scheme_from, settled
from perfeval.cli.outline import outline
from perfeval.cli.screen import Column, Row, Screen
from perfeval.cli.settings import Settings
from perfeval.findings import Text
from perfeval.formats import scheme_document, scheme_toml
from perfeval.model import Scheme, Sum
from perfeval.model.wording import KIND
from perfeval.numbers import plain
from perfeval.plugins import Entry, default_host
from perfeval.reports import html, markdown, scheme_page

_COLUMNS = (
    (Text("标识", "id"), False, True),
    (Text("名称", "title"), False, False),
    (Text("种类", "kind"), False, True),
    (Text("满分", "full marks"), True, True),
    (Text("来自", "from"), False, True),
)
_PAGES = {"md": markdown, "html": html}


@click.group("schemes", invoke_without_command=True)
@settled("text", "json")
def schemes(settings: Settings) -> int:
    """List the registered schemes (方案)."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is not None:  # options that stand before it are meant for it
        given = {n: v for n, v in ctx.params.items() if ctx.get_parameter_source(n) is ParameterSource.COMMANDLINE}
        ctx.default_map = {ctx.invoked_subcommand: given}
        return exits.FINE
    host = default_host()
    plain_ids = {id(entry) for entry in host.schemes}
    entries = [(e.id if id(e) in plain_ids else e.qualified, e) for e in host.schemes.entries()]
    settings.publish(
        lambda screen: _text(entries, settings, screen), lambda: [_document(n, e, settings) for n, e in entries]
    )
    settings.mention(host.findings)
    return exits.FINE


def _text(entries: Sequence[tuple[str, Entry[Scheme]]], settings: Settings, screen: Screen) -> str:
    columns = [Column(title[settings.lang], right, whole) for title, right, whole in _COLUMNS]
    rows = [
        Row((name, e.item.label[settings.lang], KIND[e.item.kind][settings.lang], _full(e.item) or "—", e.origin))
        for name, e in entries
    ]
    return screen.table(columns, rows)


def _full(scheme: Scheme) -> str | None:
    return plain(scheme.full) if isinstance(scheme.combine, Sum) else None


def _document(name: str, entry: Entry[Scheme], settings: Settings) -> dict[str, Any]:
    found = entry.item
    return {
        "id": name,
        "label": found.label[settings.lang],
        "edition": found.edition,
        "kind": found.kind,
        "full": _full(found),
        "digest": found.digest,
        "plugin": entry.plugin,
        "package": entry.package,
        "version": entry.version,
    }


@schemes.command("show")
@click.argument("scheme_id", metavar="ID|FILE", type=click.Path())
@settled("text", "md", "html", "toml", "json")
def show(settings: Settings, scheme_id: str) -> int:
    """Show one scheme (显示方案): as text, as a page in Markdown or HTML, or as a file to start another one from."""
    settings.spare([scheme_id])
    found = scheme_from(scheme_id) if is_file(scheme_id) else scheme(scheme_id)
    if settings.format == "toml":
        settings.publish_exactly(scheme_toml(found))
    elif settings.format in _PAGES:
        settings.publish_exactly(_PAGES[settings.format](scheme_page(found), settings.lang))
    else:
        settings.publish(lambda screen: outline(found, settings.lang, screen), lambda: scheme_document(found))
    return exits.FINE


schemes.add_command(diff)
