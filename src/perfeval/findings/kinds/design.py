"""Family D: the design of a scheme and its rules. D1 the scheme, D2 the rule language, D3 doubts."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "D101",
        "error",
        Text("标识重复", "duplicate id"),
        Text("标识“{id}”用了不止一次", 'the id "{id}" is used more than once'),
        Text("每个分组和指标用一个不同的标识", "give each group and indicator an id of its own"),
    ),
    FindingKind(
        "D102",
        "error",
        Text("分值之和不等于满分", "points do not make the full marks"),
        Text("分值之和为 {found}，应为 {wanted}", "the points add up to {found}, not {wanted}"),
        Text("改正分值或满分", "mend the points or the full marks"),
    ),
    FindingKind(
        "D103",
        "error",
        Text("得分可能越界", "a score may leave its bounds"),
        Text(
            "不能证明结果在 {low} 至 {high} 之间（推得 {found}）",
            "the result cannot be proved to lie within {low} and {high} (derived: {found})",
        ),
        Text(
            "核对各档分值；或用 clamp(...) 限定，或给输入项声明上下限",
            "check the points that it gives; wrap it in clamp(...), or declare bounds for its inputs",
        ),
    ),
    FindingKind(
        "D104",
        "error",
        Text("等级划分有缺口或次序不对", "grades leave a gap or are out of order"),
        Text("{detail}", "{detail}"),
        Text(
            "下限从高到低排列，最后一级从 0 开始",
            "list lower edges from high to low; the last grade starts at 0",
        ),
    ),
    FindingKind(
        "D105",
        "error",
        Text("评分结果类型不对", "a scoring of the wrong kind"),
        Text("这条规则得出{found}，这里需要{wanted}", "the rule yields {found}, where {wanted} is needed"),
        Text("{advice}", "{advice}"),
    ),
    FindingKind(
        "D106",
        "error",
        Text("定义不完整或自相矛盾", "an incomplete or contradicting definition"),
        Text("{detail}", "{detail}"),
        Text("{advice}", "{advice}"),
    ),
    FindingKind(
        "D107",
        "error",
        Text("没有这个指标", "unknown indicator"),
        Text("方案里没有“{id}”", 'the scheme has no "{id}"'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "D108",
        "error",
        Text("方案依据了它自己", "an edition of itself"),
        Text("方案依据了它自己：{way}", "the scheme is an edition of itself: {way}"),
        Text("其中一个要写成不带 base 的完整方案", "write one of them out, without a base"),
    ),
    FindingKind(
        "D201",
        "error",
        Text("规则语法错误", "syntax error in a rule"),
        Text(
            "规则的第 {column} 个字符：读到{found}，这里要写{wanted}",
            "character {column} of the rule: found {found}, expected {wanted}",
        ),
        Text("规则全文：{rule}", "the rule: {rule}"),
    ),
    FindingKind(
        "D202",
        "error",
        Text("规则里有不认识的名称", "unknown name in a rule"),
        Text("没有名为“{name}”的数据或参数", 'there is no figure or parameter "{name}"'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "D203",
        "error",
        Text("规则里有不认识的函数", "unknown function in a rule"),
        Text("没有函数“{name}”", 'there is no function "{name}"'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "D204",
        "error",
        Text("单位或类型不相配", "units or types do not fit"),
        Text("{detail}", "{detail}"),
        Text("{advice}", "{advice}"),
    ),
    FindingKind(
        "D205",
        "error",
        Text("比率旁边的裸数字", "a bare number beside a ratio"),
        Text("{found} 与比率放在一起，含义不清", "{found} beside a ratio is ambiguous"),
        Text("写成 {options}", "write {options}"),
    ),
    FindingKind(
        "D206",
        "error",
        Text("函数参数不对", "wrong arguments of a function"),
        Text("{function}：{detail}", "{function}: {detail}"),
        Text("写法示例：{example}", "for example: {example}"),
    ),
    FindingKind(
        "D207",
        "error",
        Text("规则没有真假值", "a rule has no truth value"),
        Text("规则不能用 and、or、not、if 来判断", "a rule cannot be used with and, or, not, if"),
        Text("用 &、|、~、choose() 和 .equals()", "use &, |, ~, choose() and .equals()"),
    ),
    FindingKind(
        "D208",
        "error",
        Text("规则过大或过深", "a rule too large or too deep"),
        Text(
            "规则展开有 {size} 个节点、{depth} 层；至多 {most} 个、{deepest} 层",
            "written out, the rule has {size} nodes on {depth} levels; at most {most} on {deepest} are held",
        ),
        Text("拆成几个指标，或少套几层函数", "split it into several indicators, or nest fewer functions"),
    ),
    FindingKind(
        "D209",
        "error",
        Text("规则用到了它自己", "a rule that uses itself"),
        Text("规则“{name}”用到了它自己：{way}", 'the rule "{name}" uses itself: {way}'),
        Text("把其中一条写成不用名称的规则", "write one of them out"),
    ),
    FindingKind(
        "D301",
        "info",
        Text("参数没有出处", "a parameter without a source"),
        Text("参数“{name}”没有写明出处", 'the parameter "{name}" states no source'),
        Text('加上 source；暂定的写 status = "assumed"', 'add a source; status = "assumed" where it is a guess'),
    ),
    FindingKind(
        "D302",
        "info",
        Text("输入项没有用到", "an input never used"),
        Text("输入项“{name}”没有被任何规则用到", 'no rule uses the input "{name}"'),
        Text("删去，或在规则里使用", "remove it, or use it in a rule"),
    ),
    FindingKind(
        "D303",
        "info",
        Text("指标不可能失分", "an indicator that cannot lose points"),
        Text("“{id}”总是得满分", '"{id}" always earns full marks'),
        Text("检查评分规则", "check its scoring"),
    ),
    FindingKind(
        "D304",
        "info",
        Text("参数没有用到", "a parameter never used"),
        Text("参数“{name}”没有被任何规则用到", 'no rule uses the parameter "{name}"'),
        Text("删去，或在规则里使用", "remove it, or use it in a rule"),
    ),
    FindingKind(
        "D305",
        "info",
        Text("指标值没有用到", "a measure that does not count"),
        Text("“{id}”写了计算公式，评分却没有用到它", '"{id}" has a measure that its scoring does not use'),
        Text(
            "按指标值计分的，写上 scoring，如 linear(full=95%)；由评价人打分的，可删去 measure",
            "state a scoring, as in linear(full=95%), if the measure is to count; else the measure can go",
        ),
    ),
    FindingKind(
        "D306",
        "info",
        Text("命名的规则没有用到", "a named rule never used"),
        Text("规则“{name}”没有被任何指标用到", 'no indicator uses the rule "{name}"'),
        Text("删去，或在 measure、scoring 里写它的名称", "remove it, or write its name as a measure or scoring"),
    ),
    FindingKind(
        "D307",
        "info",
        Text("评分与声明的方向相反", "a scoring against its direction"),
        Text(
            '“{id}”写了 better = "{better}"，评分却正好相反',
            '"{id}" says better = "{better}", and its scoring goes the other way',
        ),
        Text(
            '核对评分的界限，或改写 better = "{other}"', 'check the edges of the scoring, or write better = "{other}"'
        ),
    ),
)
