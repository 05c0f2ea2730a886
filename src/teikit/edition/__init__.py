"""Editions: configuration, discovery, registers, and the build."""
