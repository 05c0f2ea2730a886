"""Processing instructions that excuse what rules find: what they reach, and mistakes in them."""

import pytest

from teikit.source import SourceFile
from teikit.validate.checks import check_document
from teikit.validate.excuses import NO_EXCUSES, excuses_in
from teikit.validate.selection import EVERYTHING_USUAL, Selection
from teikit.xml.parse import Document, located_later

WRONG = '<date notBefore="1921" notAfter="1920">1921</date>'
REASON = 'reason="So it is printed."'
EXCUSE = f'<?teikit ignore="DAT101" {REASON}?>'
ONLY_DATES = Selection(only=("DAT",))

# prolog, body of <p>, and the lines and codes that are left
CASES: dict[str, tuple[str, str, str]] = {
    "none": ("", WRONG, "2 DAT101"),
    "the element after it": ("", f"{EXCUSE}{WRONG}\n{WRONG}", "3 DAT101"),
    "all that the element holds": (
        "",
        f"{EXCUSE}<seg>\n{WRONG}\n{WRONG}</seg>\n{WRONG}",
        "5 DAT101",
    ),
    "the whole file": (f"{EXCUSE}\n", f"{WRONG}\n{WRONG}", ""),
    "by a family": ("", f'<?teikit ignore="DAT" {REASON}?>{WRONG}', ""),
    "by a name": ("", f'<?teikit ignore="dates-out-of-order" {REASON}?>{WRONG}', ""),
    "several": ("", f'<?teikit ignore="DAT101, DAT104" {REASON}?>{WRONG}', ""),
    "single quotation marks": ("", f"<?teikit ignore='DAT101' reason='So.'?>{WRONG}", ""),
    "another rule": ("", f'<?teikit ignore="DAT102" {REASON}?>{WRONG}', "2 DAT101 | 2 SEL103"),
    "no reason": ("", f'<?teikit ignore="DAT101"?>{WRONG}', "2 SEL101"),
    "an empty reason": ("", f'<?teikit ignore="DAT101" reason=" "?>{WRONG}', "2 SEL101"),
    "an unknown rule": ("", f'<?teikit ignore="DTA101" {REASON}?>{WRONG}', "2 DAT101 | 2 SEL102"),
    "no rule": ("", f"<?teikit {REASON}?>{WRONG}", "2 DAT101 | 2 SEL104"),
    "nothing at all": ("", f"<?teikit?>{WRONG}", "2 DAT101 | 2 SEL104"),
    "XML": ("", f'<?teikit ignore="XML001" {REASON}?><seg/>', "2 SEL103 | 2 SEL104"),
    "nothing to excuse": ("", f"{EXCUSE}<seg/>\n{WRONG}", "2 SEL103 | 3 DAT101"),
    "no element after it": ("", f"{WRONG}{EXCUSE}", "2 DAT101 | 2 SEL104"),
    "in a comment": ("", f"<!-- {EXCUSE} -->{WRONG}", "2 DAT101"),
    "in a CDATA section": ("", f"<![CDATA[{EXCUSE}]]>{WRONG}", "2 DAT101"),
    "instructions of others": ("", f'<?teikit-editor ignore="DAT101"?>{WRONG}', "2 DAT101"),
}


def document(prolog: str, body: str) -> Document:
    text = f'{prolog}<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p>{body}</p></TEI>'
    parsed = located_later(SourceFile("a.xml", text.encode()))
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_is_left(case: tuple[str, str, str]) -> None:
    prolog, body, expected = case
    parsed = document(prolog, body)
    excuses = excuses_in(parsed)
    kept, used = excuses.applied(check_document(parsed, ONLY_DATES))
    left = [*kept, *excuses.diagnostics, *excuses.unused(used, ONLY_DATES)]
    shown = sorted(f"{one.span.start.line} {one.code}" for one in left)
    assert " | ".join(shown) == expected


def test_a_document_without_any_costs_nothing() -> None:
    assert excuses_in(document("", WRONG)) is NO_EXCUSES


def test_what_is_not_looked_for_is_not_missed() -> None:
    parsed = document("", f"{EXCUSE}<seg/>")
    excuses = excuses_in(parsed)
    assert not list(excuses.unused((), Selection(only=("TEI",))))
    assert len(list(excuses.unused((), EVERYTHING_USUAL))) == 1


def test_findings_in_an_included_file_are_not_excused() -> None:
    parsed = document("", f"{EXCUSE}{WRONG}")
    (found,) = check_document(parsed, ONLY_DATES)
    other = located_later(SourceFile("b.xml", parsed.source.data))
    assert other is not None
    assert excuses_in(other).applied([found])[0] == [found]


def test_places_are_exact() -> None:
    parsed = document("", f'Grüße <?teikit ignore="X" {REASON}?>{WRONG}')
    (wrong,) = excuses_in(parsed).diagnostics
    assert (wrong.span.start.line, wrong.span.start.column) == (2, 10)


def test_thousands_of_them_are_no_burden() -> None:
    many = 20_000
    parsed = document("", f"{EXCUSE}<seg/>" * many)
    excuses = excuses_in(parsed)
    assert len(excuses.excuses) < many
    assert [one.code for one in excuses.diagnostics] == ["SEL104"]
