"""`teikit rules`: what files are checked by."""

import json
import sys

import click

from teikit.cli.console import COULD_NOT_RUN
from teikit.rules import RULES, Rule


@click.command(name="rules")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX]...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the rules: for people, or for other programs.",
)
def command(prefixes: tuple[str, ...], output_format: str) -> None:
    r"""List all rules: code, severity, name, and what each is about.

    PREFIX is the beginning of codes: TEI, or TEI1, or a whole code. Without it, all rules are
    listed. Rules that are opt-in are applied only where a project selects them.

    \b
    Examples:
      teikit rules
      teikit rules XML TEI
      teikit rules --format json
    """
    wanted = tuple(prefix.upper() for prefix in prefixes)
    rules = [rule for code, rule in sorted(RULES.items()) if code.startswith(wanted or "")]
    if not rules:
        families = ", ".join(dict.fromkeys(code[:3] for code in sorted(RULES)))
        begin = " or ".join(prefixes)
        click.echo(f"teikit: No rule begins with {begin}. All begin with {families}.", err=True)
        sys.exit(COULD_NOT_RUN)
    if output_format == "json":
        listed = [as_object(rule) for rule in rules]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        weight = "opt-in" if rule.opt_in else rule.severity.value
        click.echo(f"{rule.code}  {weight:7}  {rule.name:{width}}  {rule.summary}")


def as_object(rule: Rule) -> dict[str, str | bool]:
    """Return a rule as the object that `teikit rules --format json` prints."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "opt_in": rule.opt_in,
        "summary": rule.summary,
        "explanation": rule.explanation,
        "bad": rule.bad,
        "good": rule.good,
    }
