"""The parts of the paper: each module makes the blocks of one, under a heading of its own."""
