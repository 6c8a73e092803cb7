"""Rules of the loader: what makes a file unreadable or ambiguous. Custom of the house, no law."""

from preplan.finding import HOUSE, Rule, Severity


def _rule(
    id: str,
    title: str,
    message: str,
    remedy: str,
    *,
    explains: str,
    fires: str,
    silent: str,
    about: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id,
        title,
        Severity.ERROR,
        (HOUSE,),
        message,
        remedy,
        explains=explains,
        fires=fires,
        silent=silent,
        about=about,
    )


NOT_UTF8 = _rule(
    "not-utf8",
    "文件不是 UTF-8 编码",
    "第 {byte} 个字节不是 UTF-8 编码",
    "用编辑器另存为 UTF-8（不带 BOM）",
    explains="逐个读取预案库的记录文件，核对是不是 UTF-8 编码。",
    fires="文件用 GBK 编码保存，中文读不出来。",
    silent="文件用 UTF-8 编码保存，不报。",
)
FORBIDDEN_CHARACTER = _rule(
    "forbidden-character",
    "有不允许的字符",
    "有不允许的字符：{name}（共 {count} 处）",
    "{how}",
    explains="逐字查文件里有没有制表符、回车符（Windows 换行）、控制字符、字节序标记（BOM）一类看不见的字符。",
    fires="一行的缩进用了制表符。",
    silent="只有文字、标点、空格和 LF 换行，不报。",
)
TOO_LARGE = _rule(
    "too-large",
    "文件或嵌套过大",
    "{what}超过上限 {limit}",
    "拆分文件或简化结构",
    explains="每个文件的大小和记录内嵌套的层数，与读取上限比较。",
    fires="文件超过 2048 KB。",
    silent="文件大小和嵌套层数都在上限以内，不报。",
)
BROKEN_YAML = _rule(
    "broken-yaml",
    "YAML 无法读取",
    "YAML 无法读取：{problem}",
    "检查本行的缩进、冒号后的空格和引号",
    explains="逐个记录文件和文首信息，查能不能按 YAML 格式读出。",
    fires="一行的引号只有开头、没有结尾。",
    silent="缩进一致，冒号后有空格，引号成对，不报。",
)
AMBIGUOUS_YAML = _rule(
    "ambiguous-yaml",
    "YAML 用了不允许的写法",
    "不允许的写法：{what}",
    "{how}",
    explains="逐个记录文件和文首信息，查有没有用锚点、别名、标签等会读出两种意思的写法。",
    fires="用“&”定义一段内容，再用“*”引用它。",
    silent="每处内容都照写一遍，不用简写，不报。",
)
DOUBLE_KEY = _rule(
    "double-key",
    "同一处有两个相同的键",
    "键「{key}」在同一处出现两次，第一次在第 {first} 行",
    "删去其中一个，或合并两处内容",
    explains="逐个记录文件，查同一处有没有写了两个相同的键。",
    fires="同一件预案写了两行 title。",
    silent="两条不同的记录各写一行 title，不报。",
)
NO_FRONT_MATTER = _rule(
    "no-front-matter",
    "缺文首信息",
    "{problem}",
    "文首信息从第 1 行的 --- 开始，到下一个单独成行的 --- 结束",
    explains="逐个正文文件，查第 1 行起有没有一段由 --- 围住的文首信息。",
    fires="正文从标题写起，前面没有文首信息。",
    silent="第 1 行是 ---，写完各项后另有单独一行 ---，不报。",
    about=("edition", "draft", "paper", "annex", "support"),
)
SYMBOLIC_LINK = _rule(
    "symbolic-link",
    "符号链接",
    "「{name}」是符号链接，指向的内容可能在库外",
    "换成文件本身",
    explains="预案库（plans）和文档（docs）里的每个文件和文件夹，查是不是指向别处的符号链接。",
    fires="附件文件夹是指向库外共享盘的符号链接。",
    silent="附件文件本身放在库里，不报。",
)
UNEXPECTED_FILE = _rule(
    "unexpected-file",
    "不认识的文件",
    "「{name}」不属于任何一类记录，内容不会被读取",
    "按目录规则改名或移走；各类记录的位置见“使用手册 › 目录与文件”",
    explains="预案库里每个文件的位置和文件名，与各类记录应在的位置和命名规则核对，查有没有不认识的文件。",
    fires="预案文件夹里放了一个“定稿（改）.docx”。",
    silent="新版正文放在 editions 文件夹，文件名是年份，不报；系统自动留下的 Thumbs.db 一类文件也不报。",
)

NO_BUREAU = _rule(
    "no-bureau",
    "缺本局说明文件",
    "找不到「{name}」：不知道是哪个机关、是不是示例、数据截止哪一天",
    "按“使用手册 › 目录与文件”中的样例建立这个文件",
    explains="打开预案库时，查有没有写明本机关和数据截止日的本局说明文件。",
    fires="plans 文件夹里没有 bureau.yaml。",
    silent="bureau.yaml 在，只是写法有误，由其他规则报，本条不报。",
    about=("bureau",),
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
