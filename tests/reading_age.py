"""How hard a text is to read: the Flesch-Kincaid grade, whose grade 6 is about age 11."""

import re


def grade(text: str) -> float:
    """Return the school grade at which an English text can be read."""
    sentences = [part for part in re.split(r"[.!?:;]+(?:\s|$)", text) if part.strip()]
    words = re.findall(r"[A-Za-z'\u2019]+", text)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    bare = word.lower().strip("'\u2019")
    spoken = re.sub(r"(?:[^laeiouy]es|[^laeiouy]e)$", "", bare) or bare
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))
