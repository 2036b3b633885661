"""Question in, cited answer out; knows no screen."""
