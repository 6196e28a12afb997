"""Which English words render a Chinese word in its sentence, and whether two sentences are a pair at all."""
