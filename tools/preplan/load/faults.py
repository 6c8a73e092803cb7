"""Rules of the loader: what makes a file unreadable or ambiguous. Custom of the house, no law."""

from preplan.finding import HOUSE, Rule, Severity


def _rule(id: str, title: str, message: str, remedy: str) -> Rule:
    return Rule(id, title, Severity.ERROR, (HOUSE,), message, remedy)


NOT_UTF8 = _rule(
    "not-utf8",
    "文件不是 UTF-8 编码",
    "第 {byte} 个字节不是 UTF-8 编码",
    "用编辑器另存为 UTF-8（不带 BOM）",
)
FORBIDDEN_CHARACTER = _rule(
    "forbidden-character",
    "有不允许的字符",
    "有不允许的字符：{name}（共 {count} 处）",
    "{how}",
)
TOO_LARGE = _rule(
    "too-large",
    "文件或嵌套过大",
    "{what}超过上限 {limit}",
    "拆分文件或简化结构",
)
BROKEN_YAML = _rule(
    "broken-yaml",
    "YAML 无法读取",
    "YAML 无法读取：{problem}",
    "检查本行的缩进、冒号后的空格和引号",
)
AMBIGUOUS_YAML = _rule(
    "ambiguous-yaml",
    "YAML 用了不允许的写法",
    "不允许的写法：{what}",
    "{how}",
)
DOUBLE_KEY = _rule(
    "double-key",
    "同一处有两个相同的键",
    "键「{key}」在同一处出现两次，第一次在第 {first} 行",
    "删去其中一个，或合并两处内容",
)
NO_FRONT_MATTER = _rule(
    "no-front-matter",
    "缺文首信息",
    "{problem}",
    "文首信息从第 1 行的 --- 开始，到下一个单独成行的 --- 结束",
)
SYMBOLIC_LINK = _rule(
    "symbolic-link",
    "符号链接",
    "「{name}」是符号链接，指向的内容可能在库外",
    "换成文件本身",
)
UNEXPECTED_FILE = _rule(
    "unexpected-file",
    "不认识的文件",
    "「{name}」不属于任何一类记录，内容不会被读取",
    "按目录规则改名或移走；各类记录的位置见“使用手册 › 目录与文件”",
)

NO_BUREAU = _rule(
    "no-bureau",
    "缺本局说明文件",
    "找不到「{name}」：不知道是哪个机关、是不是示例、数据截止哪一天",
    "按“使用手册 › 目录与文件”中的样例建立这个文件",
)

FAULTS = (
    NO_BUREAU,
    NOT_UTF8,
    FORBIDDEN_CHARACTER,
    TOO_LARGE,
    BROKEN_YAML,
    AMBIGUOUS_YAML,
    DOUBLE_KEY,
    NO_FRONT_MATTER,
    SYMBOLIC_LINK,
    UNEXPECTED_FILE,
)
