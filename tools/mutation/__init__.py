"""Mutants of valid documents, judged by teikit and by jing: the parts of `tools/mutate.py`."""
