"""Family D4: weightings and the data that they work from."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "D401",
        "error",
        Text("赋权方法缺少数据", "a weighting without its data"),
        Text("赋权方法“{id}”需要数据：{needs}", 'the weighting "{id}" needs data: {needs}'),
        Text(
            "用 weighting_data=... 或 --weighting-data FILE 给出",
            "pass weighting_data=..., or --weighting-data FILE",
        ),
    ),
    FindingKind(
        "D402",
        "error",
        Text("赋权数据没有用处", "data that no weighting uses"),
        Text("给了赋权数据，但{why}", "there are data for a weighting, but {why}"),
        Text("删去数据，或选用需要数据的赋权方法", "leave the data out, or choose a weighting that needs them"),
    ),
    FindingKind(
        "D403",
        "error",
        Text("没有可分配的分值", "no points to assign"),
        Text("方案“{id}”没有总分，或有按等级评的指标", 'the scheme "{id}" has no total, or indicators on levels'),
        Text("赋权只用于各指标分值相加成满分的方案", "a weighting is for schemes whose points add up to full marks"),
    ),
    FindingKind(
        "D404",
        "error",
        Text("指标没有赋权数据", "an indicator without data for its weight"),
        Text("{at} 里没有指标“{id}”", '{at} has nothing for the indicator "{id}"'),
        Text("补上这个指标；方案的每个指标都要有", "add it; every indicator of the scheme has to be there"),
    ),
    FindingKind(
        "D405",
        "error",
        Text("各列对不上", "columns that do not fit together"),
        Text("{detail}", "{detail}"),
        Text(
            "每个指标一列，单位的个数和次序都相同，至少两个单位",
            "one column an indicator, the same entities in the same order in each, at least two of them",
        ),
    ),
    FindingKind(
        "D406",
        "error",
        Text("指标没有区分度", "an indicator without differences"),
        Text("所有单位的“{id}”都是 {found}", '"{id}" is {found} for every entity'),
        Text(
            "数据里看不出它的权重：换一批单位，或改用 ahp、fixed、equal",
            "the data cannot tell its weight: take other entities, or use ahp, fixed or equal",
        ),
    ),
    FindingKind(
        "D407",
        "error",
        Text("熵权法的数据要大于 0", "entropy needs values above 0"),
        Text("{found} 不大于 0，没有对数", "{found} is not above 0 and has no logarithm"),
        Text(
            "核对这个数；确实为 0 的，改用 critic 或 standard_deviation",
            "check the figure; where it is right, use critic or standard_deviation",
        ),
    ),
    FindingKind(
        "D408",
        "error",
        Text("权重小于 0", "a weight below 0"),
        Text("“{id}”的权重是 {found}", 'the weight of "{id}" is {found}'),
        Text("权重要大于 0", "weights are above 0"),
    ),
    FindingKind(
        "D409",
        "error",
        Text("权重小到没有分值", "a weight too small for any points"),
        Text(
            "“{id}”的权重 {found} 按 {places} 位小数折不出分值",
            'the weight {found} of "{id}" comes to no points at {places} decimals',
        ),
        Text("给它更大的权重，或从方案里去掉这个指标", "give it a greater weight, or take it out of the scheme"),
    ),
    FindingKind(
        "D410",
        "error",
        Text("指标之间没有冲突", "indicators without any conflict"),
        Text("各列完全正相关，CRITIC 得不出权重", "all columns rise and fall together, so CRITIC has nothing to tell"),
        Text("改用 standard_deviation 或 entropy", "use standard_deviation or entropy"),
    ),
    FindingKind(
        "D411",
        "error",
        Text("比较的不是同一组指标", "a comparison that does not fit the scheme"),
        Text("{detail}", "{detail}"),
        Text(
            "一个矩阵比较全部指标；或者每个分组一个矩阵，比较它的全部下级，另有一个比较最上一层",
            "compare all indicators in one matrix, or the children of each group in one and the top level in another",
        ),
    ),
    FindingKind(
        "D412",
        "error",
        Text("判断矩阵不是方阵", "a matrix that is not square"),
        Text("比较 {n} 项，{what} {found} 个", "{n} are compared, but there are {found} {what}"),
        Text(
            "每一项一行，每行依同样的次序写 {n} 个数",
            "write one row for each, and {n} numbers a row, in the same order",
        ),
    ),
    FindingKind(
        "D413",
        "error",
        Text("超出标度的判断", "a judgement off the scale"),
        Text("“{row}”比“{column}”是 {found}，应{wanted}", '"{row}" against "{column}" is {found}, not {wanted}'),
        Text(
            "1 为同等重要，3 稍重要，5 明显重要，7 强烈重要，9 极端重要；反过来写倒数，如 1/3",
            "1 is equally important, 3 moderately more, 5 strongly, 7 very strongly, 9 extremely; else 1/3 and so on",
        ),
    ),
    FindingKind(
        "D414",
        "error",
        Text("判断不互为倒数", "judgements that are not reciprocal"),
        Text(
            "“{row}”比“{column}”是 {found}，反过来却是 {other}",
            '"{row}" against "{column}" is {found}, but the other way it is {other}',
        ),
        Text("写成 {wanted}，或改另一个", "write {wanted}, or mend the other"),
    ),
    FindingKind(
        "D415",
        "error",
        Text("判断不一致", "inconsistent judgements"),
        Text("一致性比率 {ratio}，应小于 0.1", "the consistency ratio is {ratio}; it has to be below 0.1"),
        Text(
            "先看“{row}”比“{column}”：写的是 {found}，全部判断合起来约为 {implied}；"
            "确要照用，写 allow_inconsistent = true",
            'look first at "{row}" against "{column}": {found} is stated, all together make it about {implied}; '
            "to take them all the same, state allow_inconsistent = true",
        ),
    ),
    FindingKind(
        "D416",
        "error",
        Text("一次比较的太多", "too many compared at once"),
        Text("一个矩阵比较了 {n} 项，至多 {most} 项", "a matrix compares {n}, at most {most} are possible"),
        Text(
            "按分组比较；随机一致性指标只到 {most} 阶",
            "compare group by group; random indices are known up to {most}",
        ),
    ),
    FindingKind(
        "D417",
        "error",
        Text("单位没有这个指标的得分", "an entity without a score"),
        Text("{entity} 的“{id}”没有得分", '{entity} has no score for "{id}"'),
        Text(
            "补全它的数据再评价，或不用这个单位", "complete its submission and evaluate again, or leave the entity out"
        ),
    ),
)
