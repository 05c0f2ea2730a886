"""Parts of `tools/fuzz.py`: where inputs come from, what gets them, how they are watched."""
