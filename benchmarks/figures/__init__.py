"""The figures of `benchmarks/speed.py`: what they are measured on, and how."""
