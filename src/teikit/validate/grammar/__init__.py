"""Which elements may stand where: schemas, loaded and compiled; what an ODD knows of mistakes."""
