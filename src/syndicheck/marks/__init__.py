"""What is not the story: the catalogue of what distributors, agencies and outlets print, and the finder of its marks.

Pure: text in, marks out. The catalogue is data, one TOML file an organisation, in :mod:`syndicheck.marks.catalogue`.
"""
