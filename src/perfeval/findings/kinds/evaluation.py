"""Family E: what an evaluation found. E1 reasons for unscored, E2 remarks on the evaluation."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "E101",
        "warning",
        Text("未填报", "not given"),
        Text("没有填报 {place}", "{place} is not given"),
        Text(
            "补报这一项；确实不适用的，写入 not_applicable 并说明理由",
            "give it, or state it under not_applicable with a reason",
        ),
    ),
    FindingKind(
        "E102",
        "warning",
        Text("分母为零", "zero denominator"),
        Text("分母 {place} 为零", "the denominator {place} is zero"),
        Text(
            "核对数字；没有这类支出的，声明不适用",
            "check the figure; where there is none, state the indicator not applicable",
        ),
    ),
    FindingKind(
        "E103",
        "warning",
        Text("没有数据行", "no rows"),
        Text("{place} 没有符合条件的行", "{place} has no row that counts"),
        Text("补报数据行，或声明不适用", "give the rows, or state the indicator not applicable"),
    ),
    FindingKind(
        "E104",
        "warning",
        Text("没有规则可用", "no rule"),
        Text("{place} 的情形没有规定如何计分", "nothing says how {place} is scored in this case"),
        Text(
            "选用有规定的方案，或在方案里写明算法",
            "choose a scheme that says, or state the variant in the scheme",
        ),
    ),
    FindingKind(
        "E105",
        "warning",
        Text("超出所选档次", "outside its tier"),
        Text("{place} 不在所选档次的范围内", "{place} does not lie inside the tier that was chosen"),
        Text("改选档次或改完成程度", "change the tier or the degree"),
    ),
    FindingKind(
        "E106",
        "error",
        Text("数值越界", "out of bounds"),
        Text("{place} 超出允许的范围", "{place} is outside its bounds"),
        Text("核对数值和单位", "check the value and its unit"),
    ),
    FindingKind(
        "E107",
        "error",
        Text("数值读不出", "unreadable value"),
        Text("{place} 不能读作所需的类型", "{place} cannot be read as the type that is needed"),
        Text("按方案声明的类型和单位填写", "write it in the type and unit that the scheme declares"),
    ),
    FindingKind(
        "E108",
        "error",
        Text("各行分值之和不等于分组分值", "rows do not bring the group's points"),
        Text(
            "{place} 各行的分值之和不等于该组分值",
            "the points of the rows of {place} do not add up to the group's points",
        ),
        Text("改正各行分值", "mend the points of the rows"),
    ),
    FindingKind(
        "E109",
        "warning",
        Text("方案未说明的原因", "a reason of the scheme's own"),
        Text("{place}：{reason}", "{place}: {reason}"),
        Text("见方案说明", "see the scheme's documentation"),
    ),
    FindingKind(
        "E201",
        "warning",
        Text("数据行未被任何指标使用", "a row that no indicator scores"),
        Text("{place} 不属于任何一个分组", "{place} belongs to no group"),
        Text("检查该行的 group", "check the row's group"),
    ),
    FindingKind(
        "E202",
        "info",
        Text("不适用的指标带有数据", "not applicable, with figures beside it"),
        Text("“{id}”声明为不适用，却又填了评定", '"{id}" is stated not applicable, yet it is judged'),
        Text("二者取一", "keep one of the two"),
    ),
    FindingKind(
        "E203",
        "warning",
        Text("未计分按零分处理", "unknown counted as zero"),
        Text("“{id}”未能计分，按零分计入", '"{id}" could not be scored and counts as zero'),
        Text("这是所选的 on_missing 政策", "this is the on_missing policy that was chosen"),
    ),
    FindingKind(
        "E204",
        "warning",
        Text("没有适用的指标", "nothing applicable"),
        Text("所有指标都不适用，没有总分", "no indicator is applicable, so there is no total"),
        Text("核对不适用的声明", "check what is stated not applicable"),
    ),
    FindingKind(
        "E205",
        "warning",
        Text("否决条件未知", "a veto is unknown"),
        Text(
            "不能判断是否应限为“{grade}”：{label}",
            'whether the grade is capped at "{grade}" is unknown: {label}',
        ),
        Text("补报有关数据", "give the figures it needs"),
    ),
    FindingKind(
        "E206",
        "info",
        Text("等级受限", "grade capped"),
        Text(
            "等级由“{before}”限为“{after}”：{label}",
            'the grade is capped from "{before}" to "{after}": {label}',
        ),
    ),
    FindingKind(
        "E207",
        "warning",
        Text("方案里没有的名称", "a name the scheme does not know"),
        Text("方案没有“{name}”，该项未使用", 'the scheme does not know "{name}"; it was not used'),
        Text("{near}", "{near}"),
    ),
    FindingKind(
        "E208",
        "info",
        Text("评定未使用", "a judgement that is not used"),
        Text("“{id}”按公式计分，填写的评定未使用", '"{id}" is scored by its formula; its judgement was not used'),
        Text("与计算结果核对后可删去", "hold it against the computed score, then remove it"),
    ),
)
