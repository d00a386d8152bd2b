"""Door 1, the command line. The only place where everything is put together."""
