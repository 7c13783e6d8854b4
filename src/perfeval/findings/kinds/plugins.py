"""Family P: plugins."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "P101",
        "error",
        Text("插件无法载入", "a plugin failed to import"),
        Text(
            "插件 {plugin}（{package}）载入失败：{detail}",
            "plugin {plugin} ({package}) failed to import: {detail}",
        ),
        Text("联系插件作者，或卸载它", "tell its author, or uninstall it"),
    ),
    FindingKind(
        "P102",
        "error",
        Text("标识冲突", "two plugins clash"),
        Text(
            "{what}“{id}”由 {first} 与 {second} 同时提供，采用前者",
            '{what} "{id}" comes from {first} and from {second}; the first is used',
        ),
        Text("另一个可用“{qualified}”取得", 'the other is reachable as "{qualified}"'),
    ),
    FindingKind(
        "P103",
        "error",
        Text("没有这个钩子", "a misspelt hook"),
        Text(
            "插件 {plugin}（{package}）实现了不存在的钩子 {hook}",
            "plugin {plugin} ({package}) implements {hook}, which is no hook",
        ),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "P104",
        "error",
        Text("插件出错", "a plugin raised an error"),
        Text(
            "插件 {plugin}（{package}）在 {hook} 中出错：{detail}",
            "plugin {plugin} ({package}) raised in {hook}: {detail}",
        ),
        Text("联系插件作者，或卸载它", "tell its author, or uninstall it"),
    ),
    FindingKind(
        "P105",
        "error",
        Text("插件返回的类型不对", "a plugin returned the wrong type"),
        Text(
            "插件 {plugin}（{package}）的 {hook} 返回了 {found}，应为 {wanted}",
            "{hook} of plugin {plugin} ({package}) returned {found}, not {wanted}",
        ),
        Text("见插件文档", "see the documentation of the hook"),
    ),
    FindingKind(
        "P106",
        "error",
        Text("钩子的参数不对", "a hook with the wrong arguments"),
        Text(
            "插件 {plugin}（{package}）不能注册：{detail}",
            "plugin {plugin} ({package}) cannot be registered: {detail}",
        ),
        Text(
            "照文档写钩子的参数；继承 perfeval.plugins.Hooks，类型检查会指出错误",
            "take the arguments that the hook has; a subclass of perfeval.plugins.Hooks is checked by type checkers",
        ),
    ),
    FindingKind(
        "P107",
        "info",
        Text("插件被停用", "a plugin is switched off"),
        Text("插件 {plugin} 按环境变量 {variable} 停用", "plugin {plugin} is switched off by {variable}"),
    ),
    FindingKind(
        "P108",
        "error",
        Text("插件的方案文件无法读取", "a scheme file of a plugin cannot be read"),
        Text(
            "插件 {plugin}（{package}）的方案文件 {file} 未载入：{detail}",
            "the scheme file {file} of plugin {plugin} ({package}) was left out: {detail}",
        ),
        Text("联系插件作者；该插件的其他内容照常可用", "tell its author; the rest of the plugin stays"),
    ),
    FindingKind(
        "P109",
        "error",
        Text("同一插件重复提供", "a plugin brings one id twice"),
        Text(
            "插件 {plugin}（{package}）两次提供{what}“{id}”，采用第一个",
            'plugin {plugin} ({package}) brings the {what} "{id}" twice; the first is used',
        ),
        Text("每个标识只提供一次", "bring each id once"),
    ),
    FindingKind(
        "P110",
        "error",
        Text("钩子没有标记", "a hook without its mark"),
        Text(
            "插件 {plugin}（{package}）的 {hook} 没有标记 @hookimpl，不会被调用",
            "{hook} of plugin {plugin} ({package}) is not marked with @hookimpl and would never be called",
        ),
        Text("在它上面写 @hookimpl", "write @hookimpl above it"),
    ),
    FindingKind(
        "P111",
        "error",
        Text("载入插件时不能使用插件", "plugins were asked for while they are loading"),
        Text(
            "正在载入插件，此时不能取用它们",
            "the plugins are still loading, so nothing can be taken from them yet",
        ),
        Text(
            "插件不要在导入时评价或查找方案",
            "a plugin should not evaluate, or look up a scheme, while it is imported",
        ),
    ),
    FindingKind(
        "P112",
        "error",
        Text("检查出错", "a check raised an error"),
        Text("检查 {check} 出错：{detail}", "the check {check} raised: {detail}"),
        Text(
            "其他检查照常进行；联系提供这项检查的插件的作者",
            "the other checks went on; tell the author of the plugin that brings it",
        ),
    ),
)
