"""`python -m teikit`: the command line."""

from teikit.cli import main

main()
