"""City check-ups (城市体检): a value of a region is graded by the bands of its indicator."""

from ditan.core.checkups.grading import Band, Bands, Graded, bands_of_text, grade, words_of

__all__ = ["Band", "Bands", "Graded", "bands_of_text", "grade", "words_of"]
