"""teikit.toml: what is read, and what is said about mistakes in it."""

from pathlib import Path

import pytest

from teikit.diagnostics import Severity
from teikit.edition.config import EditionConfig, find_config, read_config
from teikit.edition.selecting import RulesConfig
from teikit.validate.selection import Selection

# text, code, line, column, a part of the message, a part of the first hint
MISTAKES = {
    "no quotation marks": ("[edition]\ntitle = Letters", "EDN001", 2, 9, "TOML", "straight"),
    "a misspelt key": (
        '[edition]\ntitle = "L"\nlanguag = "en"',
        "EDN002",
        3,
        1,
        "“languag” in [edition]",
        "“language”",
    ),
    "a misspelt table": ('[edition]\ntitle = "L"\n[htlm]', "EDN002", 3, 1, "“htlm”", "“html”"),
    "a text for a list": (
        '[edition]\ntitle = "L"\ndocuments = "*.xml"',
        "EDN003",
        3,
        1,
        "a list of texts",
        "",
    ),
    "a number for a text": ("[edition]\n  title = 5", "EDN003", 2, 3, "quotation marks", ""),
    "an unknown variant": (
        '[edition]\ntitle = "L"\n[text]\nvariant = "x"',
        "EDN003",
        4,
        1,
        "“x”",
        "diplomatic",
    ),
    "an unknown rule": (
        '[edition]\ntitle = "L"\n[rules]\nignore = ["HDR", "HDR999"]',
        "EDN021",
        4,
        1,
        "“HDR999”",
        "Did you mean",
    ),
    "a misspelt name of a rule": (
        '[edition]\ntitle = "L"\n[rules]\nselect = ["mixed-quotation-mark"]',
        "EDN021",
        4,
        1,
        "“mixed-quotation-mark”",
        "“mixed-quotation-marks”",
    ),
    "an unknown rule for some files": (
        '[edition]\ntitle = "L"\n[rules.files]\n"drafts/*.xml" = ["QQQ"]',
        "EDN021",
        4,
        1,
        "“QQQ”",
        "The families of rules are",
    ),
    "a text for a list of files' rules": (
        '[edition]\ntitle = "L"\n[rules.files]\n"drafts/*.xml" = "HDR"',
        "EDN003",
        4,
        1,
        "a list of texts",
        "",
    ),
    "XML ignored": (
        '[edition]\ntitle = "L"\n[rules]\nignore = ["XML"]',
        "EDN022",
        4,
        1,
        "“XML”",
        "",
    ),
    "XML weighed less": (
        '[edition]\ntitle = "L"\n[rules.severity]\nXML001 = "info"',
        "EDN022",
        4,
        1,
        "“XML001”",
        "",
    ),
    "an unknown severity": (
        '[edition]\ntitle = "L"\n[rules.severity]\nHDR101 = "fatal"',
        "EDN003",
        4,
        1,
        "“fatal”",
        "error, warning, info",
    ),
    "an unknown normal form": (
        '[edition]\ntitle = "L"\n[rules]\nnormal-form = "nfc"',
        "EDN003",
        4,
        1,
        "“nfc”",
        "NFC, NFD",
    ),
    "a text for a table of severities": (
        '[edition]\ntitle = "L"\n[rules]\nseverity = "info"',
        "EDN003",
        4,
        1,
        "a table of its own",
        "",
    ),
    "a text for a table": ('rules = "HDR"\n[edition]\ntitle = "L"', "EDN003", 1, 1, "a table", ""),
    "a pattern for files elsewhere": (
        '[edition]\ntitle = "L"\ndocuments = ["*.xml", "/srv/*.xml"]',
        "EDN003",
        3,
        1,
        "“/srv/*.xml”",
        "documents/*.xml",
    ),
    "a pattern that leads up": (
        '[edition]\ntitle = "L"\n[schemas]\n"../*.xml" = "teikit:tei"',
        "EDN003",
        4,
        1,
        "“../*.xml”",
        "teikit.toml",
    ),
    "a schema that is not there": (
        '[edition]\ntitle = "L"\n[schemas]\n"a.xml" = "teikit:tei"\n"b.xml" = "b.xsd"',
        "EDN005",
        5,
        1,
        "“b.xsd”",
        "teikit.toml",
    ),
    "several schemas for a pattern": (
        '[edition]\ntitle = "L"\n[schemas]\n"a.xml" = ["teikit:tei"]',
        "EDN003",
        4,
        1,
        "“a.xml” in [schemas]",
        "",
    ),
    "no title": ('[edition]\nlanguage = "en"', "EDN004", 1, 1, "no title", "title ="),
    "nothing at all": ("", "EDN004", 1, 1, "no title", "title ="),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    text, code, line, column, words, hint = MISTAKES[name]
    path = tmp_path / "teikit.toml"
    path.write_text(text, encoding="utf-8")
    outcome = read_config(path)
    assert outcome.value is None
    (found,) = (one for one in outcome.diagnostics if one.severity is Severity.ERROR)
    assert (found.code, found.span.start.line, found.span.start.column) == (code, line, column)
    assert words in found.message
    assert hint in "".join(found.hints)


def test_settings_have_defaults_and_paths_start_at_the_file(tmp_path: Path) -> None:
    path = tmp_path / "teikit.toml"
    path.write_text(
        '[edition]\ntitle = "Letters"\n[html]\ncss = "look.css"\n[pdf]\nfonts = ["fonts"]',
        encoding="utf-8",
    )
    config = read_config(path).value
    assert isinstance(config, EditionConfig)
    assert config.documents == ("documents/*.xml",)
    assert config.schema == "teikit:edition"
    assert config.html.css == tmp_path.resolve() / "look.css"
    assert config.pdf.fonts == (tmp_path.resolve() / "fonts",)


def test_the_configuration_of_a_folder_above_counts(tmp_path: Path) -> None:
    config = tmp_path / "teikit.toml"
    config.write_text('[edition]\ntitle = "L"', encoding="utf-8")
    below = tmp_path / "documents" / "1920"
    below.mkdir(parents=True)
    assert find_config(below) == config.resolve()


def test_rules_are_selected_by_code_family_and_name(tmp_path: Path) -> None:
    path = tmp_path / "teikit.toml"
    path.write_text(
        '[edition]\ntitle = "Letters"\n'
        '[rules]\nselect = ["quo"]\nignore = ["NUM", "no-licence"]\nnormal-form = "NFD"\n'
        '[rules.severity]\ntitle-missing = "error"\n'
        '[rules.files]\n"drafts/*.xml" = ["HDR"]\n',
        encoding="utf-8",
    )
    config = read_config(path).value
    assert config is not None
    assert config.rules == RulesConfig(
        Selection(
            select=("QUO",),
            ignore=("NUM", "HDR104"),
            severities=(("HDR101", Severity.ERROR),),
            files=(("drafts/*.xml", ("HDR",)),),
        ),
        "NFD",
    )


def test_without_a_table_of_rules_all_is_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "teikit.toml"
    path.write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    config = read_config(path).value
    assert config is not None
    assert config.rules == RulesConfig()
