"""Family I from 201 on: tables of many entities."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "I201",
        "error",
        Text("表中缺少一列", "a column is missing"),
        Text("缺少列“{column}”（{label}）", 'there is no column "{column}" ({label})'),
        Text(
            "补上这一列，没有数据就留空；或写 absent=True，缺的列一律算未提供",
            "add it, empty where nothing is known; or say absent=True, and what is not there counts as not given",
        ),
    ),
    FindingKind(
        "I202",
        "error",
        Text("键为空", "an empty key"),
        Text("列“{key}”有空值，分不清是哪个单位", '"{key}" is empty in some rows, so nobody knows whose they are'),
        Text("补上或删去这些行", "fill them in, or leave those rows out"),
    ),
    FindingKind(
        "I203",
        "error",
        Text("键重复", "a key that stands twice"),
        Text("有 {count} 个键出现了不止一次，如“{key}”", '{count} keys stand more than once, such as "{key}"'),
        Text("每个单位只留一行；或用 key 多写几列", "keep one row for each entity, or name more columns in key"),
    ),
    FindingKind(
        "I204",
        "warning",
        Text("没有归属的行", "a row without an entity"),
        Text(
            "表 {table} 第 {row} 行的键“{key}”不在单位表中",
            'row {row} of {table} has the key "{key}", which no entity has',
        ),
        Text("核对键，或删去这一行", "check the key, or leave the row out"),
    ),
    FindingKind(
        "I205",
        "error",
        Text("缺少附加项", "an extra is not installed"),
        Text("没有安装 {what}", "{what} is not installed"),
        Text('运行 pip install "perfeval[{extra}]"', 'run pip install "perfeval[{extra}]"'),
    ),
    FindingKind(
        "I206",
        "error",
        Text("polars 的行为与预期不同", "polars does not do what is relied on"),
        Text("polars {version} 的行为与预期不同：{what}", "polars {version} does not do what is relied on: {what}"),
        Text(
            "整张表的计算已停止，以免算错；换用本包声明支持的 polars 版本，并报告此问题",
            "no table is evaluated, since digits could be wrong: take a version that this package names, and report it",
        ),
    ),
    FindingKind(
        "I207",
        "error",
        Text("这里不能逐行改分值和参数", "points and parameters by row cannot be used here"),
        Text(
            "列“{column}”逐行改分值或参数，只能用于内存中的表",
            'the column "{column}" changes points or parameters row by row, which only tables in memory can have',
        ),
        Text(
            "在 Python 中把表读入内存再评价；或去掉这一列，用 points=、parameters= 统一指定",
            "read the table into memory first; or leave the column out and say points= or parameters= for all",
        ),
    ),
)
