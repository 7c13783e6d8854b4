"""Documents that could not be written: what they need is missing, or they cannot hold what is asked."""

from __future__ import annotations

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "I401",
        "error",
        Text("缺少系统库", "a library of the system is missing"),
        Text("找不到排版所需的系统库：{detail}", "a library that lays out pages was not found: {detail}"),
        Text(
            "Debian、Ubuntu：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0；"
            "macOS：brew install pango",
            "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0;"
            " macOS: brew install pango",
        ),
    ),
    FindingKind(
        "I402",
        "error",
        Text("缺少字体", "no font for a character"),
        Text("没有字体可以显示：{signs}", "no font shows {signs}"),
        Text(
            "安装字体（Debian、Ubuntu：apt-get install fonts-noto-cjk fonts-dejavu-core；"
            "macOS：brew install --cask font-noto-sans-cjk），"
            "或改正文字{otherwise}",
            "install fonts (Debian, Ubuntu: apt-get install fonts-noto-cjk fonts-dejavu-core;"
            " macOS: brew install --cask font-noto-sans-cjk) or mend the text{otherwise}",
        ),
    ),
    FindingKind(
        "I403",
        "error",
        Text("这种格式没有模板", "a format without templates"),
        Text("写出器 {name} 不用模板", "the writer {name} takes no template"),
        Text("去掉 --template，或换一种输出格式", "leave --template out, or choose another output format"),
    ),
    FindingKind(
        "I404",
        "error",
        Text("一个文件放不下几份评价", "several evaluations for one file"),
        Text("写出器 {name} 一个文件只写一份评价", "the writer {name} writes one evaluation to a file"),
        Text(
            "把 -o 改为文件夹，并用 --format 指定格式，每份评价各写一个文件",
            "name a folder by -o and a format by --format: each evaluation gets a file of its own",
        ),
    ),
    FindingKind(
        "I405",
        "error",
        Text("两份报告会写进同一个文件", "two reports with one file name"),
        Text("{first} 与 {second} 都会写成 {name}", "{first} and {second} would both be written as {name}"),
        Text("给其中一个文件改名，或分两次写", "rename one of the files, or write them one after the other"),
    ),
    FindingKind(
        "I406",
        "error",
        Text("已保存的评价结果不能另行评价", "a saved evaluation stands as it is"),
        Text(
            "{what}是已保存的评价结果，不能改用别的方案或选项",
            "{what} is a saved evaluation: no other scheme or option applies",
        ),
        Text("去掉这些选项，或给出提交文件", "leave the options out, or name the file of the submission"),
    ),
)
