"""`perfeval plugins`: what is installed, what it brings, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import click

from perfeval.cli import exits
from perfeval.cli.options import settled
from perfeval.cli.screen import Column, Row, Screen
from perfeval.cli.settings import Settings
from perfeval.cli.told import listed
from perfeval.findings import Text
from perfeval.formats import findings_document
from perfeval.plugins import Host, PluginInfo, default_host

_COLUMNS = (
    (Text("插件", "plugin"), False, True),
    (Text("软件包", "package"), False, True),
    (Text("状态", "status"), False, True),
    (Text("提供", "provides"), False, False),
)
_STATUS = {
    "active": (Text("在用", "active"), ""),
    "broken": (Text("损坏", "broken"), "red"),
    "off": (Text("停用", "off"), "dim"),
}
_SORTS = {
    "schemes": Text("方案", "schemes"),
    "functions": Text("函数", "functions"),
    "weightings": Text("赋权方法", "weightings"),
    "checks": Text("检查", "checks"),
    "readers": Text("读取", "readers"),
    "writers": Text("写出", "writers"),
}


@click.command("plugins")
@settled("text", "json")
def plugins(settings: Settings) -> int:
    """List the plugins (插件): package, version, what they provide, their faults."""
    host = default_host()
    settings.publish(lambda screen: _text(host, settings, screen), lambda: _document(host, settings))
    return exits.of_findings(host.findings)


def _text(host: Host, settings: Settings, screen: Screen) -> str:
    columns = [Column(title[settings.lang], right, whole) for title, right, whole in _COLUMNS]
    table = screen.table(columns, [_row(plugin, settings) for plugin in host.plugins])
    found = listed(host.findings, settings.lang, screen)
    return f"{table}\n{found}" if found else table


def _row(plugin: PluginInfo, settings: Settings) -> Row:
    lang = settings.lang
    status, style = _STATUS[plugin.status]
    colon, semicolon = ("：", "； ") if lang == "zh" else (": ", "; ")
    brought = [f"{_SORTS[sort][lang]}{colon}{', '.join(ids)}" for sort, ids in plugin.provides.items()]
    return Row((plugin.name, plugin.origin, status[lang], semicolon.join(brought)), style)


def _document(host: Host, settings: Settings) -> dict[str, Any]:
    return {
        "plugins": [
            {
                "name": plugin.name,
                "package": plugin.package,
                "version": plugin.version,
                "shipped": plugin.shipped,
                "status": plugin.status,
                "hooks": list(plugin.hooks),
                "provides": {sort: list(ids) for sort, ids in plugin.provides.items()},
            }
            for plugin in host.plugins
        ],
        "findings": findings_document(host.findings, settings.lang),
    }
