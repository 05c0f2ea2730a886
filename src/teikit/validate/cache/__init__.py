"""What is kept on disk between runs: compiled schemas, and what was found in files."""
