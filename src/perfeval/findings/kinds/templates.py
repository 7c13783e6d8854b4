"""Family I from 431 on: templates of a user's own."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

_NAMES = Text(
    "改正模板；可用的名称见文档“报告”一页的“自备模板”",
    "mend the template; the page “Reports” of the documentation lists the names under “A template of your own”",
)

KINDS = (
    FindingKind(
        "I431",
        "error",
        Text("模板不是 Word 文档", "a template that is no Word document"),
        Text("模板不是 .docx 文档：{detail}", "the template is not a .docx document: {detail}"),
        Text(
            "用 Word、WPS 或 LibreOffice 打开模板，另存为 .docx",
            "open the template in Word, WPS or LibreOffice and save it as .docx",
        ),
    ),
    FindingKind(
        "I432",
        "error",
        Text("模板用了没有的名称", "a name that templates do not have"),
        Text("模板“{near}”处用了没有的名称 {name}", "the template uses the unknown name {name} in “{near}”"),
        Text(f"{{meant}}{_NAMES.zh}", f"{{meant}} {_NAMES.en}"),
    ),
    FindingKind(
        "I433",
        "error",
        Text("模板的标记写错了", "a mistake in the tags of a template"),
        Text("模板“{near}”处的标记写错了：{detail}", "the tags of the template are wrong in “{near}”: {detail}"),
        Text(
            "检查这一段的 {{{{ }}}} 和 {{% %}}：成对写全，循环和条件要有结尾",
            "check the {{{{ }}}} and {{% %}} of this paragraph: each is closed, each loop and condition has its end",
        ),
    ),
    FindingKind(
        "I434",
        "error",
        Text("模板的标记不能执行", "tags of a template that cannot be carried out"),
        Text(
            "模板“{near}”处的标记不能执行：{detail}",
            "the tags of the template in “{near}” cannot be carried out: {detail}",
        ),
        _NAMES,
    ),
)
