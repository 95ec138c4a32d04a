"""A draft before publication: what in it is copied from where, what is missing, what was changed on the way."""
