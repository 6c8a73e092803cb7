"""JUnit XML for GitLab (artifacts:reports:junit) and Jenkins (step junit): one suite, one test case a file.

A file and not a rule, because both platforms know a test case again by its name and tell what failed newly: a rule
that fails for one record already would hide the next. Files in order are listed as passed, else GitLab could not call
a failure resolved and Jenkins would call a clean run empty. Both group by classname, Jenkins at the last dot: it is
the first two folders. GitLab shows the text of a failure and the attribute `file`, Jenkins also the message.

Only errors fail, as for the exit code; warnings and notes of a file without errors are its output.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from preplan.finding import Finding, Severity
from preplan.report import Report, text

# What XML 1.0 cannot hold, not even as an entity.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """The files asked about and those with findings, sorted by path; what a file has in the order of the findings."""
    by_file: dict[str, list[Finding]] = {path: [] for path in report.files}
    for finding in report.findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    suite = ElementTree.Element("testsuite", name="preplan check", tests=str(len(by_file)))
    failures = 0
    for path, findings in sorted(by_file.items()):
        case = ElementTree.SubElement(
            suite, "testcase", classname=_group(path), name=_legal(path), file=_legal(path), time="0"
        )
        told = "\n".join(line for finding in findings for line in text.block(finding, report.library))
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            failures += 1
            more = f"（本文件共 {len(errors)} 项错误）" if len(errors) > 1 else ""
            attributes = {"type": errors[0].rule.id, "message": _legal(errors[0].message + more)}
            ElementTree.SubElement(case, "failure", attributes).text = _legal(told)
        elif findings:
            ElementTree.SubElement(case, "system-out").text = _legal(told)
    suite.attrib.update(failures=str(failures), errors="0", skipped="0", time="0")
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _group(path: str) -> str:
    folders = path.split("/")[:-1][:2]
    return _legal(".".join(folder.replace(".", "_") for folder in folders)) or "preplan"


def _legal(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)
