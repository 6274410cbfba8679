"""What rules are made of: paths, terms and conditions, compiled once into functions."""
