"""What the rules found: read from the stylesheet's output, as diagnostics and as SVRL."""
