"""Hold the words of the library to what they promise; `make check-words` prints what is amiss."""
