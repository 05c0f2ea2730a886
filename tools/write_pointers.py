"""Write the table of TEI's pointer attributes, for schemas that do not say what they mean.

Run it after `tools/distil_p5.py`: `python tools/write_pointers.py`.
"""

from pathlib import Path

from teikit import resources
from teikit.validate.grammar.load import compile_odd
from teikit.validate.links.vocabulary import pointer_attributes

PLACE = Path("src/teikit/validate/links/defaults.py")
_WIDTH = 96
_HEAD = '''"""TEI's pointer attributes and their elements, from schemas/tei-p5.odd.

Made by tools/write_pointers.py; do not edit by hand.
"""

from typing import Final

TEI_POINTERS: Final[dict[str, tuple[str, ...]]] = {
    attribute: tuple(elements.split())
    for attribute, elements in (
'''


def content() -> str:
    """Return the text of the module."""
    table = pointer_attributes(compile_odd(resources.schemas() / "tei-p5.odd"))
    rows = "".join(_row(name, elements) for name, elements in table.to_plain().items())
    return f"{_HEAD}{rows}    )\n}}\n"


def _row(name: str, elements: list[str]) -> str:
    lines = [""]
    for element in elements:
        if len(lines[-1]) + len(element) >= _WIDTH - 18:
            lines.append("")
        lines[-1] += f"{element} "
    lines[-1] = lines[-1].rstrip()
    if len(lines) == 1 and len(name) + len(lines[0]) < _WIDTH - 18:
        return f'        ("{name}", "{lines[0]}"),\n'
    texts = "\n".join(f'                "{line}"' for line in lines)
    return f'        (\n            "{name}",\n            (\n{texts}\n            ),\n        ),\n'


if __name__ == "__main__":
    PLACE.write_text(content(), encoding="utf-8", newline="\n")
