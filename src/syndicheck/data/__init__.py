"""Generated tables: built by the scripts in ``scripts/``, dated, with source and licence inside."""
