"""Write docs/rules.md from the registry of rules and docs/commands.md from the command line.

python tools/write_reference.py            write the pages
python tools/write_reference.py --check    say whether they are current
"""

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import click

from teikit.cli import cli
from teikit.rules import RULES, Rule

DOCS = Path(__file__).resolve().parent.parent / "docs"

# What the letters of a code stand for, in the order of the page.
FAMILIES = {
    "XML": "The file itself: characters, tags, inclusion",
    "TEI": "A document and its schema",
    "IDS": "Identifiers and references",
    "EDN": "The edition and its settings",
    "SCH": "Schematron rules",
    "OUT": "Stylesheets, pages and other output",
    "ODD": "Schemas written as ODD",
    "RNG": "Schemas written in RELAX NG",
}
_WRITTEN = "<!-- Written by tools/write_reference.py; do not edit. -->"
_RULES = f"""\
# Messages

{_WRITTEN}

Every message of teikit has a code. It never changes its meaning, so that you can search for it and
rely on it in scripts. `teikit explain CODE` prints the same text as this page.

An **error** makes a document invalid. A **warning** says that something deserves a look.
"""


_COMMANDS = f"""\
# Commands

{_WRITTEN}

Every command says the same with `--help`, also `-h`. What stands in square brackets may be left
out. Exit codes: 0 nothing to object, 1 something was found, 2 teikit could not run.
"""
_EXAMPLES = re.compile(r"\x08\n(?P<label>.*:)\n(?P<lines>(?: .*(?:\n|$))+)")


def rules_page() -> str:
    """Return the page about all rules."""
    return "\n".join([_RULES, *_contents(), *_sections()]).rstrip() + "\n"


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


PAGES: Mapping[str, Callable[[], str]] = {"rules.md": rules_page, "commands.md": commands_page}


def main() -> None:
    """Write the pages, or compare them with what they should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if stale")
    check = parser.parse_args().check
    for name, write in PAGES.items():
        path, fresh = DOCS / name, write()
        if not check:
            path.write_text(fresh, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_text(encoding="utf-8") != fresh:
            sys.exit(f"docs/{name} is out of date: run python tools/write_reference.py")


if __name__ == "__main__":
    main()
