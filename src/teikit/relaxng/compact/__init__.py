"""The compact syntax, read: from characters to tokens to patterns and grammars."""
