"""`teikit build`, `new` and `transform` from the user's side."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from teikit import resources
from teikit.cli import cli
from teikit.edition.config import EditionConfig, read_config
from teikit.edition.discover import edition_files


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def edition(place: Path) -> Path:
    assert run("new", "letters").exit_code == 0
    return place / "letters"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition, built."""
    folder = tmp_path_factory.mktemp("built") / "site"
    result = run("build", resources.sample_edition(), "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


class Page:
    """A page of a site, asked by XPath."""

    def __init__(self, path: Path) -> None:
        self.root: etree._Element = html.fromstring(path.read_bytes())

    def texts(self, path: str) -> list[str]:
        found = self.root.xpath(path)
        return [str(one) for one in found] if isinstance(found, list) else [str(found)]

    def count(self, path: str) -> int:
        found = self.root.xpath(path)
        assert isinstance(found, list)
        return len(found)


def test_the_site_has_every_part(site: Path) -> None:
    config = read_config(resources.sample_edition() / "teikit.toml").value
    assert isinstance(config, EditionConfig)
    files = edition_files(config)
    expected = {"index.html", "edition.pdf", "assets/edition.css", ".teikit-build"}
    for path in files.documents:
        expected |= {f"documents/{path.stem}{end}" for end in (".html", ".pdf", ".txt", ".xml")}
    expected |= {f"registers/{path.stem}.html" for path in files.registers}
    found = {str(path.relative_to(site).as_posix()) for path in site.rglob("*") if path.is_file()}
    assert found == expected
    assert len(files.documents) >= 5


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    pages = {path.resolve(): Page(path) for path in site.rglob("*.html")}
    checked = 0
    for path, tree in pages.items():
        for link in tree.texts("//@href | //@src"):
            if link.startswith(("https://", "http://", "mailto:")):
                continue
            address, _, fragment = link.partition("#")
            target = (path.parent / address).resolve() if address else path
            assert target.is_file(), f"{path.name}: {link}"
            if fragment:
                assert fragment in pages[target].texts("//@id"), f"{path.name}: {link}"
            checked += 1
    assert checked > 100


def test_names_and_registers_link_in_both_directions(site: Path) -> None:
    letter = Page(site / "documents" / "007-legran-to-chicherin.html")
    assert letter.count("//a[@href = '../registers/persons.html#legran']")
    persons = Page(site / "registers" / "persons.html")
    back = "//*[@id = 'legran']//a[contains(@href, '007-legran-to-chicherin.html#')]"
    assert persons.count(back)


def test_every_page_is_in_order(site: Path) -> None:
    for path in site.rglob("*.html"):
        tree = Page(path)
        assert tree.root.get("lang"), path.name
        assert tree.count("//h1") == 1, path.name
        assert tree.count("//main") == 1, path.name
        levels = [
            int(str(one.tag)[1]) for one in tree.root.iter("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path.name
        ids = tree.texts("//@id")
        assert len(ids) == len(set(ids)), path.name
        assert not tree.count("//script"), path.name


def test_the_same_edition_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert run("build", resources.sample_edition(), "-o", again).exit_code == 0
    for path in site.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(site)).read_bytes() == path.read_bytes(), path.name


def test_a_new_edition_is_valid_and_can_be_built(edition: Path) -> None:
    assert run("validate", edition).exit_code == 0
    result = run("build", edition)
    assert result.exit_code == 0, result.output
    assert (edition.parent / "site" / "index.html").is_file()


def test_a_new_edition_never_overwrites(edition: Path) -> None:
    result = run("new", edition)
    assert result.exit_code == 2
    assert "not empty" in result.output


def test_an_invalid_document_keeps_the_last_good_site(edition: Path) -> None:
    assert run("build", edition).exit_code == 0
    before = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    document = next((edition / "documents").glob("*.xml"))
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("<body>", "<body><nonsense/>"), encoding="utf-8")
    result = run("build", edition)
    assert result.exit_code == 1
    assert "TEI101" in result.output
    after = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    assert after == before


def test_what_repeats_itself_is_folded(edition: Path) -> None:
    document = next((edition / "documents").glob("*.xml"))
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("<body>", "<body>" + "<nonsense/>" * 9), encoding="utf-8")
    folded = run("build", edition).output
    assert folded.count("error TEI101\n") == 3
    assert "and 6 more of the same" in folded
    assert "teikit explain TEI101" in folded
    assert folded.endswith("Nothing was published.\n")
    assert run("build", edition, "--all").output.count("error TEI101\n") == 9


def test_constraints_keep_the_last_good_site_too(edition: Path) -> None:
    letter = min((edition / "documents").glob("*.xml"))
    text = letter.read_text(encoding="utf-8")
    unnamed = '<hi rend="italic" ana="emphasis:editor">this</hi>'
    letter.write_text(text.replace("</p>", f"{unnamed}</p>", 1), encoding="utf-8")
    refused = run("build", edition)
    assert refused.exit_code == 1
    assert "SCH101" in refused.output
    assert not Path("site").exists()
    excuse = '<?teikit ignore="SCH101" reason="Nobody knows who it was."?>'
    letter.write_text(text.replace("</p>", f"{excuse}{unnamed}</p>", 1), encoding="utf-8")
    assert run("build", edition).exit_code == 0


def test_a_folder_of_other_files_is_not_replaced(edition: Path) -> None:
    precious = edition.parent / "site" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work", encoding="utf-8")
    result = run("build", edition)
    assert result.exit_code == 1
    assert "EDN007" in result.output
    assert precious.read_text(encoding="utf-8") == "years of work"


def test_a_pointer_to_a_missing_entry_is_a_warning(edition: Path) -> None:
    document = next((edition / "documents").glob("*.xml"))
    text = document.read_text(encoding="utf-8")
    assert "persons.xml#" in text
    document.write_text(text.replace("persons.xml#", "persons.xml#x", 1), encoding="utf-8")
    result = run("build", edition)
    assert result.exit_code == 0
    assert "warning LNK202" in result.output
    assert "Did you mean" in result.output


def test_pictures_are_published_only_from_inside(edition: Path) -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    (edition / "images").mkdir()
    (edition / "images" / "seal 1.png").write_bytes(pixel)
    (edition.parent / "outside.png").write_bytes(pixel)
    document = next((edition / "documents").glob("*.xml"))
    figures = (
        '<figure><graphic url="../images/seal%201.png"/></figure>'
        '<figure><graphic url="../../outside.png"/></figure>'
    )
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("<closer>", f"{figures}<closer>", 1), encoding="utf-8")
    result = run("build", edition)
    assert (edition.parent / "site").is_dir(), result.output
    shown = Page(edition.parent / "site" / "documents" / f"{document.stem}.html")
    assert shown.texts("//img/@src") == ["../pictures/images/seal%201.png"]
    assert (edition.parent / "site" / "pictures" / "images" / "seal 1.png").is_file()
    assert "outside.png" in result.output


def test_own_css_template_and_stylesheet_are_used(edition: Path) -> None:
    (edition / "own.css").write_text(":root { --accent: teal }", encoding="utf-8")
    (edition / "own.xsl").write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
             xmlns:t="https://teikit.org/ns" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
           <xsl:import href="https://teikit.org/xslt/html/document.xsl"/>
           <xsl:template match="persName" mode="t:html"><b class="own"><xsl:apply-templates
             mode="t:html"/></b></xsl:template></xsl:stylesheet>""",
        encoding="utf-8",
    )
    config = edition / "teikit.toml"
    text = config.read_text(encoding="utf-8")
    for table in ("html", "pdf", "text"):
        text = text.replace(f"[{table}]", f"# [{table}]")
    config.write_text(f'{text}\n[html]\ncss = "own.css"\nxslt = "own.xsl"\n', encoding="utf-8")
    result = run("build", edition)
    assert result.exit_code == 0, result.output
    site = edition.parent / "site"
    shown = Page(next((site / "documents").glob("*.html")))
    assert shown.count("//b[@class = 'own']")
    assert "../assets/own.css" in shown.texts("//link/@href")
    assert "teal" in (site / "assets" / "own.css").read_text(encoding="utf-8")


def test_documents_may_lie_anywhere_in_the_edition(edition: Path) -> None:
    for path in (edition / "documents").glob("*.xml"):
        text = path.read_text(encoding="utf-8").replace("../registers/", "registers/")
        (edition / path.name).write_text(text, encoding="utf-8")
    shutil.rmtree(edition / "documents")
    config = edition / "teikit.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("documents/*.xml", "0*.xml"), encoding="utf-8")
    result = run("build", edition)
    assert result.exit_code == 0, result.output
    shown = Page(next((edition.parent / "site" / "documents").glob("*.html")))
    assert any(link.startswith("../registers/persons.html#") for link in shown.texts("//@href"))


@pytest.mark.parametrize(("to", "suffix"), [("html", ".html"), ("pdf", ".pdf"), ("text", ".txt")])
def test_transform_writes_a_file_named_after_the_document(
    edition: Path, to: str, suffix: str
) -> None:
    document = next((edition / "documents").glob("*.xml"))
    result = run("transform", document, "--to", to)
    assert result.exit_code == 0, result.output
    assert (edition.parent / f"{document.stem}{suffix}").stat().st_size > 100


def test_transform_never_overwrites_the_document(edition: Path) -> None:
    document = next((edition / "documents").glob("*.xml"))
    before = document.read_bytes()
    result = run("transform", document, "--to", "text", "-o", document)
    assert result.exit_code == 2
    assert document.read_bytes() == before
