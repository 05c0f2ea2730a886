"""A schema from its file: found, made whole, as a model, and which of its rules are to run."""
