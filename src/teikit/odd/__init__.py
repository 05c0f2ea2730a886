"""ODD: from its source to a resolved vocabulary."""
