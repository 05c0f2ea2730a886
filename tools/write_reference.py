"""Write the reference pages: docs/rules.md and docs/rules/ of the rules, docs/commands.md.

python tools/write_reference.py            write the pages
python tools/write_reference.py --check    say whether they are current
"""

import argparse
import inspect
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from teikit.cli import cli
from teikit.cli.explain import ALWAYS_ON
from teikit.rules import RULES, Rule

DOCS = Path(__file__).resolve().parent.parent / "docs"

# What the letters of a code stand for, in the order of the index.
FAMILIES = {
    "XML": "The file itself: characters, tags, inclusion",
    "TEI": "A document and its schema",
    "IDS": "Identifiers and references",
    "LNK": "Links, within a file and to others",
    "HDR": "The header, as an archive or a journal needs it",
    "LNG": "Languages",
    "DAT": "Dates",
    "CHR": "Characters",
    "NUM": "Numbers of pages, lines and parts",
    "QUO": "Quotation marks",
    "COR": "Letters: who wrote to whom, when and where",
    "RND": "How the source looks",
    "ENC": "The encoding of the file",
    "SEL": "Exceptions from rules",
    "SCH": "Schematron rules",
    "XSD": "Files and their XSD",
    "EDN": "The edition and its settings",
    "OUT": "Stylesheets, pages and other output",
    "ODD": "Schemas written as ODD",
    "RNG": "Schemas written in RELAX NG",
}
_WRITTEN = "<!-- Written by tools/write_reference.py; do not edit. -->"
_RULES = f"""\
# Rules and their messages

{_WRITTEN}

Every message of teikit has a code: that of the rule it comes from. A code never changes its
meaning, so that you can search for it and rely on it in scripts. `teikit explain CODE` prints the
same text as these pages, `teikit rules` lists all rules.

An **error** is certainly wrong and makes a document invalid. A **warning** is probably wrong, or
will be in the way when the document is deposited. A **remark** (info) is worth a look. Rules that
are **opt-in** are applied only where a project selects them. A project
[chooses its rules](how-to.md#choose-the-rules).
"""


_COMMANDS = f"""\
# Commands

{_WRITTEN}

Every command says the same with `--help`, also `-h`. What stands in square brackets may be left
out. Exit codes: 0 nothing to object, 1 something was found, 2 teikit could not run.
"""
_EXAMPLES = re.compile(r"\x08\n(?P<label>.*:)\n(?P<lines>(?: .*(?:\n|$))+)")


def rules_page() -> str:
    """Return the index of all rules."""
    return "\n".join([_RULES, *_contents()]).rstrip() + "\n"


def family_page(family: str, rules: list[Rule]) -> str:
    """Return the page about the rules of a family."""
    head = (f"# {FAMILIES[family]} ({family})\n", f"{_WRITTEN}\n", "[All rules](../rules.md)\n")
    return "\n".join([*head, *_leaving_out(family, rules), *_sections(rules)]).rstrip() + "\n"


def commands_page() -> str:
    """Return the page about all commands and their options."""
    context = click.Context(cli, info_name="teikit")
    return "\n".join([_COMMANDS, *_group(context, cli)]).rstrip() + "\n"


def _group(context: click.Context, group: click.Group) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield from _command(click.Context(command, info_name=name, parent=context), command)


def _command(context: click.Context, command: click.Command) -> Iterator[str]:
    yield f"## {context.command_path}\n"
    usage = context.command.collect_usage_pieces(context)
    yield f"{_fenced(' '.join([context.command_path, *usage]))}\n"
    yield from _help(command)
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        yield "| option | what it does |\n|---|---|"
        yield from (_option(context, option) for option in options)
        yield ""
    if isinstance(command, click.Group):
        yield from _group(context, command)


def _help(command: click.Command) -> Iterator[str]:
    text = inspect.cleandoc(command.help or "")
    for part in re.split(r"\n\n+", text):
        examples = _EXAMPLES.fullmatch(f"{part}\n")
        if examples:
            lines = "\n".join(line.strip() for line in examples["lines"].splitlines())
            yield f"{examples['label']}\n\n{_fenced(lines)}\n"
        else:
            yield f"{_prose(' '.join(part.split()))}\n"


def _option(context: click.Context, option: click.Option) -> str:
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    names = " / ".join(f"`{name}`" for name in option.secondary_opts)
    shown = ", ".join(f"`{name}{value}`" for name in option.opts)
    notes = _notes(option)
    meaning = f"{_prose(option.help or '')}{notes}"
    return f"| {' / '.join(filter(None, (shown, names)))} | {meaning} |".replace(
        "[", "\\["
    ).replace(value.replace("[", "\\["), value.replace("|", "\\|"))


def _notes(option: click.Option) -> str:
    if option.required:
        return " (required)"
    if not option.show_default:
        return ""
    default = option.default
    if option.is_flag:
        default = (option.opts if default else option.secondary_opts)[0]
    return f" (default: `{default}`)"


def _families() -> Iterator[tuple[str, list[Rule]]]:
    order = list(FAMILIES)
    unknown = {code[:3] for code in RULES} - FAMILIES.keys()
    if unknown:
        sys.exit(f"What do {', '.join(sorted(unknown))} stand for? Add it to FAMILIES.")
    rules = sorted(RULES.values(), key=lambda rule: (order.index(rule.code[:3]), rule.code))
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        yield family, list(members)


def _contents() -> Iterator[str]:
    families = list(_families())
    for family, rules in families:
        yield f"- [{FAMILIES[family]}](#{family.lower()}) ({rules[0].code} to {rules[-1].code})"
    for family, rules in families:
        yield f'\n<a id="{family.lower()}"></a>\n'
        yield f"## {FAMILIES[family]}\n"
        yield "| rule | | says |\n|---|---|---|"
        for rule in rules:
            link = f"[{rule.code} {rule.name}]({_address(rule)})"
            yield f"| {link} | {_weight(rule)} | {_prose(rule.summary)} |".replace("\n", " ")
    yield ""


def _address(rule: Rule) -> str:
    return f"rules/{rule.code[:3].lower()}.md#{rule.code.lower()}-{rule.name}"


def _weight(rule: Rule) -> str:
    return f"{rule.severity}, opt-in" if rule.opt_in else str(rule.severity)


def _leaving_out(family: str, rules: list[Rule]) -> Iterator[str]:
    """Yield how the rules of a family are switched on and off."""
    if family in ALWAYS_ON:
        return
    code = rules[0].code
    yield (
        f"To leave out a rule in the whole edition, name it in `teikit.toml` (`{family}` would be "
        "all rules of this page); in one run, `--ignore` does it; for one place, a processing "
        "instruction before the element, with the reason.\n"
    )
    yield _fenced(f'[rules]\nignore = ["{code}"]') + "\n"
    yield _fenced(f'<?teikit ignore="{code}" reason="As in the source."?>') + "\n"


def _sections(rules: list[Rule]) -> Iterator[str]:
    for rule in rules:
        yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code} {rule.name}\n"
    yield f"*{_weight(rule).capitalize()}.* {_prose(rule.summary)}\n"
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


def pages() -> dict[str, str]:
    """Return all pages by name."""
    families = {f"rules/{name.lower()}.md": family_page(name, rules) for name, rules in _families()}
    return {"rules.md": rules_page(), "commands.md": commands_page(), **families}


def main() -> None:
    """Write the pages, or compare them with what they should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if stale")
    check = parser.parse_args().check
    fresh = pages()
    for path in sorted(DOCS.glob("rules/*.md")):
        name = path.relative_to(DOCS).as_posix()
        if name not in fresh and check:
            sys.exit(f"docs/{name} is about rules that are no more: delete it")
    for name, text in fresh.items():
        path = DOCS / name
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"docs/{name} is out of date: run python tools/write_reference.py")


if __name__ == "__main__":
    main()
