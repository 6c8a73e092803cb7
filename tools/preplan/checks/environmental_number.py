"""The number of an environmental plan (…-L/M/H) stands in the register of work-safety plans."""

from collections.abc import Iterator

from preplan.checks.filing_number_form import ENVIRONMENTAL
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="environmental-number",
    title="环境应急预案的备案编号登在安全生产台账里",
    severity=Severity.ERROR,
    basis=(Law("env-plan-filing-measures-2015"),),
    message="备案编号「{number}」带环境应急预案的风险级别后缀，应由生态环境部门备案",
    remedy="属环境应急预案的，告知单位向生态环境分局备案，本件注销；属安全生产预案的，按备案登记表改正编号",
    refs=("E-30",),
    evidence="B",
    explains="企业预案备案的备案编号，查有没有环境应急预案的风险级别后缀（L、M、H、HT 等）。",
    fires="备案编号写作“370285-2022-008-L”。",
    silent="编号没有这类后缀而写法不对的，由规则 filing-number-form 报，本条不报。",
    about=("filing",),
)


def check(library: Library) -> Iterator[Finding]:
    for case in library.every("filing"):
        number = case.get("number")
        if number and ENVIRONMENTAL.fullmatch(number):
            yield RULE.at(case.place("number"), number=number)
