"""Family I from 301 on: published files, workbooks, documents and pages."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "I301",
        "error",
        Text("扫描件，没有文字", "a scan without text"),
        Text("{what}没有文字，只有图像", "{what} holds pictures and no text"),
        Text(
            "向编制单位索取 Excel、Word 或可复制文字的 PDF；也可先用文字识别软件转换，并逐项核对",
            "ask for the workbook, the Word file or a PDF with text; or recognise its letters and check each figure",
        ),
    ),
    FindingKind(
        "I302",
        "error",
        Text("文件有密码", "a file with a password"),
        Text("文件已加密，需要密码才能打开", "the file is encrypted and needs a password"),
        Text("用密码打开，取消密码后另存一份", "open it with the password and save a copy without one"),
    ),
    FindingKind(
        "I303",
        "error",
        Text("文件已损坏", "a damaged file"),
        Text("不能作为{what}打开：{detail}", "cannot be opened as {what}: {detail}"),
        Text(
            "重新下载或索取；如能用办公软件打开，打开后另存一份",
            "fetch it again; where an office program can open it, save a copy from there",
        ),
    ),
    FindingKind(
        "I304",
        "error",
        Text("不读取这种文件", "a kind of file that is not read"),
        Text("这是{what}，不能从中读取表格", "this is {what}, from which no table is read"),
        Text("{advice}", "{advice}"),
    ),
    FindingKind(
        "I305",
        "warning",
        Text("后缀与内容不符", "a suffix that is not true"),
        Text(
            "后缀是“{suffix}”，内容却是{what}；已按内容读取",
            'the suffix is "{suffix}", but this is {what}; read as such',
        ),
        Text("改正后缀，或用办公软件打开后另存", "rename it, or save it anew from an office program"),
    ),
    FindingKind(
        "I306",
        "error",
        Text("文件过大或过于复杂", "a file too large or too involved"),
        Text("{detail}", "{detail}"),
        Text(
            "自评材料没有这么大：检查是否选对了文件；清除表外多余的行、列和格式，或拆成几个文件",
            "none is that large: check that it is the right file; clear what lies outside the table, or split it",
        ),
    ),
    FindingKind(
        "I307",
        "error",
        Text("文件里有不安全的声明", "an unsafe declaration in a file"),
        Text(
            "其中的 {part} 带有文档类型声明（DTD），办公软件不会这样写",
            "{part} in it declares a document type (DTD), which no office program writes",
        ),
        Text(
            "不要打开来历不明的文件；确认可靠的，用办公软件打开后另存一份",
            "do not open files of unknown origin; where it can be trusted, save a copy from an office program",
        ),
    ),
    FindingKind(
        "I308",
        "error",
        Text("公式没有算出结果", "a formula that was never computed"),
        Text("公式 {formula} 没有保存结果", "the formula {formula} has no stored result"),
        Text(
            "用 Excel、WPS 或 LibreOffice 打开并保存一次",
            "open and save it once in Excel, WPS or LibreOffice",
        ),
    ),
    FindingKind(
        "I309",
        "warning",
        Text("单元格显示错误值", "a cell that shows an error"),
        Text("单元格显示 {found}", "the cell shows {found}"),
        Text("改正公式或它引用的单元格", "mend the formula or the cells that it refers to"),
    ),
    FindingKind(
        "I310",
        "info",
        Text("有隐藏的内容", "hidden content"),
        Text("{what}是隐藏的，也已读取", "{what} hidden, but read all the same"),
        Text("核对隐藏的内容是否应当公开", "check whether it was meant to be published"),
    ),
    FindingKind(
        "I311",
        "info",
        Text("文件里有宏", "macros in a file"),
        Text("文件里有宏，没有运行", "the file holds macros; none was run"),
        Text("公开的文件另存为不带宏的 .xlsx 或 .docx", "publish a copy without macros, .xlsx or .docx"),
    ),
    FindingKind(
        "I312",
        "info",
        Text("有未接受的修订", "changes that nobody accepted"),
        Text(
            "文档里有未接受的修订；按接受后的文字读取", "the document has tracked changes; it was read as if accepted"
        ),
        Text("接受或拒绝修订后再公开", "accept or reject them before it is published"),
    ),
    FindingKind(
        "I313",
        "warning",
        Text("一页没有文字", "a page without text"),
        Text("这一页是图像，没有文字，没有读取", "this page is a picture without text and was not read"),
        Text("向编制单位索取可复制文字的文件", "ask its author for a file with text"),
    ),
    FindingKind(
        "I314",
        "warning",
        Text("一行一个项目的清单", "a list of projects, one a row"),
        Text(
            "这张表每行一个项目，不是自评表，没有读取",
            "this table has one project a row; it is no form and was not read",
        ),
        Text("逐个读取各项目的自评表", "read the form of each project instead"),
    ),
)
