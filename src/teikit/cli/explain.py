"""`teikit explain`: the registry of rules, read aloud."""

import difflib
import sys
from typing import Final

import click

from teikit.cli.console import COULD_NOT_RUN
from teikit.rules import RULES, Rule

# What is not about documents, or cannot be left out.
ALWAYS_ON: Final = ("XML", "SEL", "EDN", "OUT", "ODD", "RNG", "SCH2", "SCH3", "XSD2")


@click.command(name="explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    r"""Explain the CODE of a message: what it means, why it matters, what to do.

    \b
    Example:
      teikit explain TEI101

    Without CODE, all codes are listed.
    """
    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.summary}")
        return
    rule_for_code = RULES.get(code.strip().upper())
    if rule_for_code is None:
        near = difflib.get_close_matches(code.upper(), RULES, n=3)
        advice = f"Similar codes: {', '.join(near)}." if near else "“teikit rules” lists them all."
        click.echo(f"teikit: There is no code “{code}”. {advice}", err=True)
        sys.exit(COULD_NOT_RUN)
    click.echo(page(rule_for_code))


def page(rule: Rule) -> str:
    """Return everything that is known about a rule, as a page of text."""
    parts = [
        f"{rule.code} {rule.name} ({rule.severity})",
        rule.summary,
        rule.explanation,
    ]
    if rule.bad:
        parts.append(f"Not so:\n\n{_indented(rule.bad)}")
    if rule.good:
        parts.append(f"But so:\n\n{_indented(rule.good)}")
    if rule.opt_in:
        parts.append(f'To apply it: select = ["{rule.code}"] under [rules] in teikit.toml.')
    elif not rule.code.startswith(ALWAYS_ON):
        parts.append(
            f'To leave it out: ignore = ["{rule.code}"] under [rules] in teikit.toml; for one '
            f'place, <?teikit ignore="{rule.code}" reason="…"?> before the element.'
        )
    return "\n\n".join(parts)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" for line in example.strip("\n").splitlines())
