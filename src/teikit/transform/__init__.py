"""Documents to HTML, PDF and plain text."""
