"""Seeded libraries of three sizes, sound but for what is planted. `python -m tests.scale OUT --size M --seed 1`."""
