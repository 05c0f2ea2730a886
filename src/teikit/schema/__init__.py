"""From a vocabulary to schema files, and from schema files to a schema that validates."""
