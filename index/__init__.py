"""Pages in, searchable archive out; knows no question and no screen."""
