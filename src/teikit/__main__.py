"""`python -m teikit`, and the program `teikit`: the command line.

Processes that validate files bring this in again, so it brings in nothing itself.
"""


def main() -> None:
    """Run the command that the command line gives."""
    from teikit.cli import main as command  # noqa: PLC0415

    command()


if __name__ == "__main__":
    main()
