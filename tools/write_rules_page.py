"""Write docs/rules.md from the registry of rules.

python tools/write_rules_page.py            write the page
python tools/write_rules_page.py --check    say whether it is current
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from teikit.rules import RULES, Rule

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

# What the letters of a code stand for, in the order of the page.
FAMILIES = {
    "XML": "The file itself: characters, tags, inclusion",
    "TEI": "A document and its schema",
    "IDS": "Identifiers and references",
    "EDN": "The edition and its settings",
    "OUT": "Stylesheets, pages and other output",
    "ODD": "Schemas written as ODD",
    "RNG": "Schemas written in RELAX NG",
}
_INTRODUCTION = """\
# Messages

<!-- Written by tools/write_rules_page.py; do not edit. -->

Every message of teikit has a code. It never changes its meaning, so that you can search for it and
rely on it in scripts. `teikit explain CODE` prints the same text as this page.

An **error** makes a document invalid. A **warning** says that something deserves a look.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([_INTRODUCTION, *_contents(), *_sections()]).rstrip() + "\n"


def _families() -> Iterator[tuple[str, list[Rule]]]:
    order = list(FAMILIES)
    rules = sorted(RULES.values(), key=lambda rule: (order.index(rule.code[:3]), rule.code))
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        yield family, list(members)


def _contents() -> Iterator[str]:
    for family, rules in _families():
        yield f"- [{FAMILIES[family]}](#{family.lower()}) ({rules[0].code} to {rules[-1].code})"
    yield ""


def _sections() -> Iterator[str]:
    for family, rules in _families():
        yield f'<a id="{family.lower()}"></a>\n'
        yield f"## {FAMILIES[family]}\n"
        for rule in rules:
            yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}\n"
    yield f"*{str(rule.severity).capitalize()}.* {_prose(rule.summary)}\n"
    yield f"{_prose(rule.explanation)}\n"
    for label, example in (("Not so:", rule.bad), ("But so:", rule.good)):
        if example:
            yield f"{label}\n"
            yield f"{_fenced(example)}\n"


def _prose(text: str) -> str:
    """Return a text in which Markdown shows tags and stars as they are.

    >>> _prose("An <xi:include> is refused.")
    'An `<xi:include>` is refused.'
    """
    parts = text.replace("*", r"\*").split("<")
    shown = [parts[0]]
    for part in parts[1:]:
        tag, closed, rest = part.partition(">")
        shown.append(f"`<{tag}>`{rest}" if closed and " " not in tag[:1] else f"&lt;{part}")
    return "".join(shown)


def _fenced(example: str) -> str:
    return f"```\n{example.strip(chr(10))}\n```"


def main() -> None:
    """Write the page, or compare it with what it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if stale")
    fresh = page()
    if parser.parse_args().check:
        if PAGE.read_text(encoding="utf-8") != fresh:
            sys.exit("docs/rules.md is out of date: run python tools/write_rules_page.py")
        return
    PAGE.write_text(fresh, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
