"""Readers under generated input: ``python -m tests.fuzz`` (``make fuzz``). What it found is kept in ``found/``."""
