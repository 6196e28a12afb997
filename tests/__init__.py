"""Tests: one module for each module of the package, and one for each law that spans several."""
