"""Documents against schemas: the recipe that ends in diagnostics."""
