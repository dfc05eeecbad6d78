from tools.translations import entries, same_everywhere

MADE = """# A PERSON <someone@example.org>
msgid ""
msgstr ""
"POT-Creation-Date: 2026-01-01 10:00+0000\\n"

#: one.py
msgid "One"
msgstr ""

#: two.py
msgid "Two"
msgstr ""
"""


def test_the_header_names_no_day():
    made = same_everywhere(MADE)

    assert "2026" not in made
    assert 'msgid "Two"' in made


def test_a_moved_text_is_the_same_text():
    assert entries(MADE) == entries(MADE.replace("one.py", "moved.py"))


def test_a_changed_text_is_another_text():
    assert entries(MADE) != entries(MADE.replace('"One"', '"Only"'))
