"""RELAX NG: the engine that reads, checks, runs and writes schemas."""
