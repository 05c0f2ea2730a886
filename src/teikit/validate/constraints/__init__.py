"""What schemas ask for beyond their grammar: the rules of an ODD, and those a document names."""

from teikit.validate.constraints.check import Constraints, constraints_of, names_in_rules_of

__all__ = ["Constraints", "constraints_of", "names_in_rules_of"]
