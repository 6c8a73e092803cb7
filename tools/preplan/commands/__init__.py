"""One module per verb. Each has HELP, arguments(parser) and run(options) -> exit code; heavy imports are in run."""
