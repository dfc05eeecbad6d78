"""Read a page as a browser without JavaScript does: its forms, and what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDY_TYPES = {"text", "search", "textarea"}


@dataclass
class Form:
    """One form: where it goes, what it holds, what could be chosen."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    wordy: set[str] = field(default_factory=set)

    def filled(self, **given) -> dict[str, list[str]]:
        return self.fields | {k: v if isinstance(v, list) else [v] for k, v in given.items()}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag, pairs):
        at = dict(pairs)
        if tag == "a" and at.get("href"):
            self.links.append(at["href"])
        if tag == "form":
            self._form = Form(at.get("action") or "", (at.get("method") or "get").lower())
            self.forms.append(self._form)
        elif self._form and (at.get("name") or tag == "option"):
            self._control(tag, at, self._form)

    def _control(self, tag, at, form):
        kind = at.get("type", "text") if tag == "input" else tag
        if kind == "button":
            form.choices.setdefault(at["name"], []).append(at.get("value", ""))
        if kind in {"textarea", "select"}:
            self._begin(kind, at["name"], form)
        elif kind == "option":
            self._option(at, form)
        elif kind in {"radio", "checkbox"}:
            form.choices.setdefault(at["name"], []).append(at.get("value", "on"))
            if "checked" in at:
                form.fields.setdefault(at["name"], []).append(at.get("value", "on"))
        elif tag == "input" and kind not in {"submit", "button"}:
            form.fields[at["name"]] = [at.get("value", "")]
            form.wordy |= {at["name"]} if kind in WORDY_TYPES else set()

    def _begin(self, kind, name, form):
        if kind == "select":
            self._select = name
            return
        self._text = name
        form.wordy.add(name)
        form.fields[name] = [""]

    def _option(self, at, form):
        if self._select is None:
            return
        form.choices.setdefault(self._select, []).append(at.get("value", ""))
        if "selected" in at or self._select not in form.fields:
            form.fields[self._select] = [at.get("value", "")]

    def handle_data(self, data):
        if self._text and self._form:
            self._form.fields[self._text][0] += (
                data.lstrip("\n") if not self._form.fields[self._text][0] else data
            )

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = None


def read(response) -> _Reader:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader


def forms(response) -> list[Form]:
    return read(response).forms


def form_to(response, action: str) -> Form:
    """Return the form whose address ends so; a clear failure otherwise."""
    found = [form for form in forms(response) if _goes_to(form, action)]
    assert found, f"no form to {action!r}, only {[form.action for form in forms(response)]}"
    return found[0]


def _goes_to(form: Form, action: str) -> bool:
    """A form without an address goes to its own page."""
    return form.action.split("?")[0].endswith(action) if action else not form.action
