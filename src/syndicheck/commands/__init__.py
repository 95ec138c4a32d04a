"""One module for the commands that belong together: parse, call, print. Heavy modules are imported inside a command."""
