"""Every deck fits its cards, in every language and on both papers; the PDF is tagged."""

import pytest

from closeknit.content import languages, library
from closeknit.paper import PAPERS, pdf


def data(questions):
    words = {name: name for name in ("title", "deck", "plainly", "first", "then", "how")}
    cards = [
        {
            "text": one.text,
            "depth": "Deep",
            "literal": one.literal,
            "lead_in": one.lead_in,
            "follow_ups": list(one.follow_ups),
        }
        for one in questions
    ]
    return words | {"cards": cards}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", languages())
def test_all_questions_can_be_printed(language, paper):
    # PDF/UA-1 is asked for: Typst refuses what it cannot tag.
    made = pdf("cards", data(library(language).questions.values()), paper=paper, language=language)

    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_words_are_no_markup():
    hostile = {"text": '#read("pdf.py") $x$ *b*', "depth": "", "literal": "", "lead_in": ""}

    made = pdf(
        "cards",
        data([]) | {"cards": [hostile | {"follow_ups": []}]},
        paper="a4",
        language="en",
    )

    assert made.startswith(b"%PDF-")
