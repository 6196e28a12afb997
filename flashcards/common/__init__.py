"""What every stage may need and none owns: types of arrays, files written whole, progress, fitted weights."""
