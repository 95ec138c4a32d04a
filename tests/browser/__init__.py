"""The pages in a real Chromium, on a database made of the samples."""
