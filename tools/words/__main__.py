"""Say what is amiss in the words of all languages; with --missing, only what a language lacks."""

import sys
from collections.abc import Iterator

from closeknit.content import Library, library
from tools.words import balance, grade, languages, manners, near, said

LEAST_AGREEMENT = 0.70


def amiss() -> Iterator[str]:
    english = library("en")
    yield from balance.amiss(english)
    yield from _depths(english)
    for language in ("en", *languages.LANGUAGES):
        content = library(language)
        yield from manners.amiss(said.all_of(content), language)
        yield from near.nearly_the_same(list(content.questions.values()), language)
        yield from balance.long_ideas(content)
        yield from hard_to_read(content)
    for language in languages.COMPLETE:
        yield from languages.missing(language)
        yield from languages.untranslated(language)


def hard_to_read(content: Library) -> Iterator[str]:
    """Name the pages and the kinds of words that ask for more than eight years of school."""
    texts: dict[str, list[str]] = {}
    for one in said.all_of(content):
        place = f"{one.kind} {one.id}" if one.kind == "learn.idea" else one.kind
        texts.setdefault(place, []).append(_ended(one.text))
    for place, found in texts.items():
        whole = "\n".join(found)
        if len(grade.words(whole)) < grade.FEWEST:
            continue
        if (years := grade.grade(whole, content.language)) > grade.HIGHEST:
            yield f"{content.language}: {place} reads like year {years:.1f} of school, above 8"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "…")) else f"{text}."


def _depths(english: Library) -> Iterator[str]:
    found = near.agreement(list(english.questions.values()))
    if not found >= LEAST_AGREEMENT:
        yield f"our depths and the coach's agree by {found:.2f}, less than {LEAST_AGREEMENT}"


def main() -> int:
    if "--missing" in sys.argv:
        found = [one for name in languages.LANGUAGES for one in languages.missing(name)]
        found += [one for name in languages.LANGUAGES for one in languages.untranslated(name)]
    else:
        found = list(amiss())
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    if not found:
        print("Nothing is missing" if "--missing" in sys.argv else "The words hold their promises")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
