import pytest

from tools.templates import unmarked


@pytest.fixture
def read(tmp_path):
    def read(source, name="page.html"):
        template = tmp_path / name
        template.write_text(source)
        return [(found.line, found.text) for found in unmarked(template)]

    return read


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Good evening" %}</p>',
        "<p>{% blocktranslate trimmed %}\n  For <b>{{ name }}</b>\n{% endblocktranslate %}</p>",
        """<a title="{% translate "Help" %}" {% if x %}class="ours"{% endif %}>{{ x }}</a>""",
        "{# a note #}{% comment %}Another note{% endcomment %}",
        "<h1>Closeknit</h1> · &middot; 3 ×",
        "<title>{% block title %}{% endblock %} · Closeknit</title>",
        "{% block page_class %}welcome wide{% endblock %}",
        """{% include "_x.html" with title=_("Good evening") kind="quiet wide" %}""",
        '<kbd>Shift</kbd> <span translate="no">Ana <b>Bo</b></span>',
        '<script src="a.js">const word = 1</script>',
    ],
)
def test_marked_or_silent_text_passes(read, source):
    assert read(source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>{{ name }} wrote</p>", "wrote"),
        ("{% if alone %}Alone{% endif %}", "Alone"),
        ('<input placeholder="Your words">', "Your words"),
        ('<img alt="Two threads" src="a.svg"/>', "Two threads"),
        ('<input type="submit" value="Send">', "Send"),
        ('{% include "_x.html" with title="Good evening" %}', "Good evening"),
        ('<body data-say-offline="Out of reach">', "Out of reach"),
        ('<span translate="no">Ana</span> and more', "and more"),
    ],
)
def test_text_that_nobody_could_translate_is_named(read, source, text):
    assert read(f"\n{source}") == [(2, text)]


def test_the_line_is_right_below_a_long_marked_text(read):
    source = "{% blocktranslate %}one\ntwo\nthree{% endblocktranslate %}\n<p>four</p>"

    assert read(source) == [(4, "four")]


def test_plain_text_templates_are_read_too(read):
    assert read("{% translate 'Hello' %}\nBye {{ name }}", "letter.txt") == [(2, "Bye")]
