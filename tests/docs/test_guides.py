"""The pages that lead a reader through steps: every step works and prints what the page shows."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "try_page.py"


def tried(page: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", TOOL, page],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md", "docs/how-to.md"])
def test_everything_a_page_shows_is_so(page: str) -> None:
    result = tried(ROOT / page)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"


WRONG_PAGES = {
    "output that is not printed": "<!-- try: run -->\n```\n$ teikit explain XML003\nNo.\n```\n",
    "another exit code": "<!-- try: run 1 -->\n```\n$ python -c 0\n```\n",
    "a file that is not there": "<!-- try: exists -->\n```\nsite/index.html\n```\n",
    "a text that a file does not hold": (
        "<!-- try: write a.xml -->\n```\n<p>one</p>\n```\n"
        "<!-- try: contains a.xml -->\n```\n<p>two</p>\n```\n"
    ),
    "a block that nobody tries": "```\n$ teikit build\n```\n",
}


@pytest.mark.parametrize("case", WRONG_PAGES)
def test_a_page_that_is_wrong_is_found_out(case: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(WRONG_PAGES[case], encoding="utf-8")
    assert tried(page).returncode == 1


def test_the_real_output_can_be_put_into_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- try: run -->\n```\n$ python -c 'print(6 * 7)'\n```\n", encoding="utf-8")
    subprocess.run([sys.executable, TOOL, "--update", page], check=False, capture_output=True)
    assert "\n42\n```" in page.read_text(encoding="utf-8")
    assert tried(page).returncode == 0
