"""The parts of benchmarks that run in a process of their own, with the settings of an installation made for them."""
