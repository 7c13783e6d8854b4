"""Family I: input files and values."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "I101",
        "error",
        Text("文件语法错误", "syntax error in a file"),
        Text("无法解析：{detail}", "cannot be parsed: {detail}"),
        Text(
            "先改正语法；其他问题要等语法正确后才能检查",
            "mend the syntax first; nothing else can be checked before",
        ),
    ),
    FindingKind(
        "I102",
        "error",
        Text("不认识的键", "unknown key"),
        Text("没有名为“{key}”的项", 'there is no key "{key}"'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "I103",
        "error",
        Text("类型不符", "wrong type"),
        Text("这里要写{wanted}，读到的是{found}", "expected {wanted}, found {found}"),
        Text("{advice}", "{advice}"),
    ),
    FindingKind(
        "I104",
        "error",
        Text("缺少必填项", "missing key"),
        Text("缺少“{key}”", '"{key}" is missing'),
        Text("请补上这一项", "add it"),
    ),
    FindingKind(
        "I105",
        "error",
        Text("重复", "duplicate"),
        Text("“{key}”出现了不止一次", '"{key}" is given more than once'),
        Text("只保留一个，或改用不同的标识", "keep one, or give them different ids"),
    ),
    FindingKind(
        "I106",
        "error",
        Text("不是数字", "not a number"),
        Text("“{found}”不能读作数字", '"{found}" cannot be read as a number'),
        Text(
            "写成 95.8%、1,200.00 或 12.5万元 这样的形式",
            "write it like 95.8%, 1,200.00 or 12.5万元",
        ),
    ),
    FindingKind(
        "I107",
        "error",
        Text("数字过长或过大", "number too long or too large"),
        Text("数字超出可精确保存的范围：{limit}", "the number is beyond what is held exactly: {limit}"),
        Text("检查是否多写了数字或单位有误", "check for stray digits or a wrong unit"),
    ),
    FindingKind(
        "I108",
        "error",
        Text("浮点数不精确", "a float is not exact"),
        Text("{found} 是浮点数", "{found} is a float"),
        Text('请写成文字 "{found}" 或 Decimal("{found}")', 'write the text "{found}" or Decimal("{found}")'),
    ),
    FindingKind(
        "I109",
        "error",
        Text("文件格式不认识", "unknown file format"),
        Text("format 是“{found}”，这里需要 {wanted}", 'format is "{found}", expected {wanted}'),
        Text("检查 format 一行，或升级 perfeval", "check the format line, or upgrade perfeval"),
    ),
    FindingKind(
        "I110",
        "error",
        Text("金额没有单位", "money without a unit"),
        Text("金额 {found} 没有单位", "the amount {found} has no unit"),
        Text(
            '在文件开头写 money_unit = "万元"，或把金额写成 "12.5万元"',
            'state money_unit = "万元" at the top, or write the amount as "12.5万元"',
        ),
    ),
    FindingKind(
        "I111",
        "error",
        Text("不在可选范围内", "not one of the options"),
        Text("“{found}”不在可选项内：{options}", '"{found}" is not one of {options}'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "I112",
        "error",
        Text("文件无法读取", "file cannot be read"),
        Text("{detail}", "{detail}"),
        Text("{advice}", "{advice}"),
    ),
    FindingKind(
        "I113",
        "error",
        Text("数值越界", "value out of bounds"),
        Text("{found} 不在 {low} 至 {high} 之间", "{found} is not between {low} and {high}"),
        Text("核对数值与单位", "check the value and its unit"),
    ),
    FindingKind(
        "I114",
        "error",
        Text("互相排斥的内容", "contradicting entries"),
        Text("{detail}", "{detail}"),
        Text("只保留其中一种", "keep one of them"),
    ),
    FindingKind(
        "I115",
        "error",
        Text("没有这个名称", "unknown name"),
        Text("没有名为“{name}”的{what}", 'there is no {what} named "{name}"'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "I116",
        "error",
        Text("不支持的文件类型", "unsupported file type"),
        Text("此处不支持“{suffix}”文件", '"{suffix}" files are not supported here'),
        Text("支持的类型：{known}", "supported types: {known}"),
    ),
    FindingKind(
        "I117",
        "error",
        Text("文件无法写入", "file cannot be written"),
        Text("无法写入：{detail}", "cannot be written: {detail}"),
        Text("检查路径、权限和磁盘空间", "check the path, the permissions and the free space"),
    ),
    FindingKind(
        "I118",
        "error",
        Text("名称不能用", "a name that cannot be used"),
        Text("“{name}”不能用作{what}：{why}", '"{name}" cannot be the {what}: {why}'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "I119",
        "error",
        Text("文件夹不是空的", "a folder that is not empty"),
        Text("{what}", "{what}"),
        Text("换一个文件夹（-o），或先移走那里的内容", "name another folder (-o), or move away what is there"),
    ),
)
