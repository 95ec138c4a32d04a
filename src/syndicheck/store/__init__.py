"""The SQLite file: schema and migrations, articles, candidates, matches, stories, and the queries behind reports.

This is the only room that knows SQL. Everything above it works with the records of :mod:`syndicheck.model`
and :mod:`syndicheck.view`.
"""
