"""Two people go through every form over http, without a browser, and remember what they typed."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from tests import pages
from tests.apps.together.camera import photograph
from tests.site.processes import Server
from tests.site.table import concerning_no_row

PASSWORD = "wool-and-linen-26"
NOT_WORDS = {"address", "new_address", "code", "first", "second", "ticket", "find", "q"}


@dataclass(frozen=True)
class Choices:
    """What may be chosen without typing: two walks differ in nothing else."""

    feeling: str
    need: str
    strength: str
    wish: str
    timing: str
    ceiling: str
    evenings: str
    stage: str
    tags: tuple[str, ...]
    answers: tuple[str, ...]
    is_shared: bool
    is_kept_out: bool
    talk: str
    moment: str
    talks_off: bool


@dataclass
class Walk:
    """Marks words so that they can be looked for, and notes which forms were fed."""

    server: Server
    marks: dict[str, str] = field(default_factory=dict)
    fed: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def mark(self, label: str) -> str:
        """Return new words that nobody else would type: the label and 24 random letters."""
        letters = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(24))
        self.marks[letters] = label
        return letters


class Visitor:
    """One person's browser."""

    def __init__(self, walk: Walk, name: str) -> None:
        self.walk = walk
        self.browser = httpx.Client(base_url=walk.server.url, timeout=30, follow_redirects=True)
        walk.server.browsers.append(self.browser)
        self.address = f"{name}-{secrets.token_hex(8)}@example.org"
        self.page = self.get("/")

    def get(self, path: str):
        self.page = self.browser.get(path)
        assert self.page.status_code == 200, (path, self.page.status_code)
        self.note()
        return self.page

    def send(self, action: str, to: str = "", files=None, **given):
        """Fill the form that goes to `action` and send it, to another address if one is named."""
        form = pages.form_to(self.page, action)
        for name in given:
            known = name in form.fields or name in form.choices
            assert known, f"{action} has no field {name}, but {form.fields} {form.choices}"
        where = to or form.action or str(self.page.url.path)
        self.walk.fed |= {f"{_kind(form.action)} {_plain(name)}" for name in given}
        sent = form.filled(**given) if files is None else _single(form.filled(**given))
        self.page = self.browser.post(where, data=sent, files=files)
        assert self.page.status_code == 200, (action, self.page.status_code, self.page.text[-1500:])
        self.note()
        return self.page

    def words(self, label: str) -> str:
        return self.walk.mark(label)

    def note(self) -> None:
        if "html" not in self.page.headers.get("content-type", ""):
            return
        for form in pages.forms(self.page):
            if form.method == "post":
                wordy = form.wordy - NOT_WORDS
                self.walk.seen |= {f"{_kind(form.action)} {_plain(name)}" for name in wordy}


def _single(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a form with a file sends beside it."""
    return {name: values for name, values in fields.items() if name != "photo"}


def _kind(action: str) -> str:
    path = action.split("?", maxsplit=1)[0]
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/begin/)[a-z-]+", "<id>", path)


def _plain(name: str) -> str:
    """The name of a field without the id in it."""
    return re.sub(r"_[0-9a-f]{32}$", "", name)


def go(server: Server, choices: Choices) -> tuple[Walk, Visitor, Visitor]:
    """Walk through everything once and return what was marked."""
    walk = Walk(server)
    ana, bo = Visitor(walk, "ana"), Visitor(walk, "bo")
    _sign_up(ana)
    code = _invite(ana)
    _join(bo, code)
    _settle(ana, choices)
    entry = _check_in(ana, choices)
    _answer(bo, ana, entry)
    _ask(ana, bo)
    _journal(ana)
    _write_letters(ana, bo)
    _look_through_questions(ana)
    for one in (ana, bo):
        _picture(one, choices)
    _talk(ana, bo, choices)
    _plan(ana, bo)
    _keep_moments(ana, choices)
    _look_around(ana)
    _look_around(bo)
    return walk, ana, bo


def _sign_up(one: Visitor) -> None:
    one.get("/sign-up/")
    one.send("", name=one.words("name"), address=one.address, password=PASSWORD)
    _confirm_kit(one)


def _confirm_kit(one: Visitor) -> None:
    one.send("/kit/show/")
    groups = dict(re.findall(r"<li[^>]*>.*?(\d)?.*?<code[^>]*>(\w{4})</code>", one.page.text))
    found = list(groups.values()) or re.findall(r">([0-9A-HJKMNP-TV-Z]{4})<", one.page.text)
    one.send("/kit/confirm/", first=found[2], second=found[6])
    assert one.page.url.path != "/kit/confirm/"


def _invite(one: Visitor) -> str:
    one.get("/invite/")
    one.send("/invite/", first_words=one.words("first words"), colour="indigo")
    return re.search(r"/join/#([0-9A-Z-]{29})", one.page.text)[1]


def _join(one: Visitor, code: str) -> None:
    one.get("/join/")
    one.send("/join/", code=code)
    _sign_up(one)
    one.get("/join/offer/")
    one.send("/join/accept/")
    one.get("/begin/first/")
    one.send("/begin/first/", text=one.words("first words back"))


def _settle(one: Visitor, choices: Choices) -> None:
    one.get("/settings/me/")
    one.send(
        "/settings/me/",
        name=one.words("new name"),
        pronouns=one.words("pronouns"),
        stage=choices.stage,
    )
    one.get("/settings/questions/")
    one.send(
        "/settings/questions/",
        tags_off=list(choices.tags),
        ceiling=choices.ceiling,
        evenings=choices.evenings,
    )


def _check_in(one: Visitor, choices: Choices) -> str:
    one.get("/feel/")
    one.send("/feel/", to="/feel/nearer/", own_feeling=one.words("vague word"))
    one.send("/feel/", feelings=[choices.feeling], own_feeling=one.words("own feeling"))
    one.send("/feel/because/", because=one.words("because"), strength=choices.strength)
    one.send("/feel/need/", need=choices.need, own_need=one.words("own need"))
    one.send("/feel/wish/", wish=choices.wish, timing=choices.timing)
    sentence = f"I feel {one.words('sentence')}"
    one.send("/feel/keep/", to="/feel/share/", sentence=sentence)
    entry = str(one.page.url.path)
    one.get(f"{entry}edit/")
    one.send("/edit/", sentence=f"I feel {one.words('edited sentence')}")
    return entry


def _answer(other: Visitor, author: Visitor, entry: str) -> None:
    other.get("/today/")
    theirs = re.search(r"/feel/from/[0-9a-f-]{36}/", other.page.text)[0]
    other.get(theirs)
    # A mark is no word: nobody can say what the coach takes it for.
    words = f"It sounds hard. {other.words('reply')}"
    other.send(f"{theirs}reply/", text=words, to=f"{theirs}reply/as-it-is/")
    other.get(theirs)
    other.send(f"{theirs}come/", time=other.words("come at"))
    other.get(theirs)
    other.send(f"{theirs}not-now/", time=other.words("not now"))
    author.get(entry)
    reply = re.search(r"/feel/replies/[0-9a-f-]{36}/answer/", author.page.text)[0]
    author.get(reply)
    author.send("/answer/", text=author.words("answer to a reply"))
    author.get("/feel/mend/")
    author.send("/feel/mend/", text=author.words("mend"))


def _ask(one: Visitor, other: Visitor) -> None:
    one.get("/ask/better/")
    one.send("/ask/better/", text=f"How was {one.words('better question')}?")
    one.get("/ask/own/")
    one.send("/ask/own/", text=f"What is {one.words('own question')}?")
    one.get("/ask/")
    opening = re.search(r"/ask/[0-9a-f-]{36}/write/", one.page.text)[0]
    for person in (one, other):
        person.get(opening)
        person.send(opening, text=person.words("answer"))
    shown = opening.removesuffix("write/")
    one.get(shown)
    one.send(f"{shown}respond/", text=one.words("response"))


def _journal(one: Visitor) -> None:
    one.get("/ask/journal/new/")
    one.send("/ask/journal/new/", text=one.words("journal"))
    one.get("/feel/because/")
    draft = {"because": one.words("draft"), "draft": "checkin"}
    token = pages.forms(one.page)[0].fields["csrfmiddlewaretoken"][0]
    kept = one.browser.post("/draft/", data=draft | {"csrfmiddlewaretoken": token})
    assert kept.status_code == 204


def _write_letters(one: Visitor, other: Visitor) -> None:
    """A letter whose day both choose, and one to oneself."""
    day = datetime.now(UTC).date() + timedelta(days=40)
    for whom in ("other", "me"):
        one.get("/ask/letters/new/")
        words = one.words(f"letter to {whom}")
        one.send("/ask/letters/new/", text=words, whom=whom, opens_on=day.isoformat())
    other.get("/today/")
    letter = re.search(r"/ask/letters/[0-9a-f-]{36}/", other.page.text)[0]
    other.get(letter)
    other.send("/agree/")


def _look_through_questions(one: Visitor) -> None:
    one.get("/ask/decks/")
    one.send("/ask/decks/search/", words=one.words("words to look for"))


def _picture(one: Visitor, choices: Choices) -> None:
    """Answer the week, a sitting, the signs and a guess, as far as there are answers."""
    one.get("/picture/")
    if choices.is_shared:
        one.send("/picture/share/")
    screens = {"/picture/pulse/": 6, "/picture/assessment/safety/": 5, "/picture/guess/": 10}
    for place, count in screens.items():
        for number, answer in zip(range(count), choices.answers, strict=False):
            one.get(f"{place}{number}/")
            one.send(f"{place}{number}/", answer=answer)
    if choices.is_kept_out:
        one.get("/picture/pulse/end/")
        one.send("keep-out/")


def _talk(one: Visitor, other: Visitor, choices: Choices) -> None:
    """One invitation that nobody answers, and a whole step of a talk in writing."""
    other.get("/settings/questions/")
    other.send("/settings/questions/", **({"talks_off": "on"} if choices.talks_off else {}))
    _make_own_way(one)
    one.get(f"/listen/begin/{choices.talk}/")
    begin = f"/listen/begin/{choices.talk}/"
    one.send(begin, how="phones", topic=one.words("topic of a talk"))
    other.get("/today/")
    other.get("/listen/")
    other.get("/listen/begin/ten-minutes/")
    other.send("/listen/begin/ten-minutes/", how="writing", first="me")
    talk = str(other.page.url.path)
    one.get(talk)
    one.send("/accept/")
    other.get(talk)
    other.send("/write/", text=other.words("told in a talk"))
    one.get(talk)
    one.send(
        "/write/", text=f"You felt that. {one.words('given back')}", to=f"{talk}write/as-it-is/"
    )
    other.get(talk)
    other.send("/stop/")
    other.send("/keep/", text=other.words("takeaway"), who="private", felt=choices.strength)
    one.get(talk)
    one.send("/keep/", text=one.words("shared takeaway"), who="shared", felt=choices.strength)


def _plan(one: Visitor, other: Visitor) -> None:
    """A ritual proposed, changed, agreed and moved; hours offered; a calendar address."""
    one.get("/time/propose/")
    tomorrow = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    when = {"day": tomorrow, "time": "20:00", "minutes": "30", "how": "weekly"}
    one.send("", what=one.words("ritual"), note=one.words("note of a ritual"), **when)
    ritual = str(one.page.url.path)
    other.get(f"{ritual}change/")
    other.send("", what=other.words("other ritual"), note=other.words("other note"), **when)
    one.get(ritual)
    one.send("/agree/")
    one.get("/time/")
    one.send("/skip/")
    one.get("/time/hours/")
    one.send("/time/hours/", from_0="18", to_0="22")
    one.get("/time/calendar/")
    one.send("/time/calendar/make/", phrase="1")
    one.get("/time/away/")
    one.send("/begin/", minutes="10", how="one")
    dark = str(one.page.url.path)
    one.send("/back/")
    one.send("/say/", text=one.words("sentence after a time"), felt="5")
    other.get(dark)
    other.send("/say/", text=other.words("other sentence after a time"), felt="")


def _keep_moments(one: Visitor, choices: Choices) -> None:
    """One moment with a photo, kept by its form, changed, and given another photo."""
    one.get("/time/moments/keep/")
    given = {"kind": choices.moment, "who": "shared", "on": "2026-01-05"}
    file = {"photo": (one.words("name of a file"), photograph(), "image/jpeg")}
    one.send("/time/moments/keep/", files=file, text=one.words("moment"), **given)
    moment = str(one.page.url.path)
    file = {"photo": (one.words("name of another file"), photograph(), "image/jpeg")}
    one.send("/photos/", files=file, caption=one.words("what is on a photo"))
    one.get(f"{moment}change/")
    fields = pages.form_to(one.page, "/change/").fields
    captions = [name for name in fields if name.startswith("caption_")]
    more = {name: one.words("what is on a photo, said later") for name in captions}
    more |= {"on": "2026-01-06"}
    one.send("/change/", text=one.words("changed moment"), **more)


def _make_own_way(one: Visitor) -> None:
    one.get("/listen/own/")
    steps = {f"text_{number}": one.words(f"own step {number}") for number in range(1, 7)}
    one.send("/listen/own/", name=one.words("own way"), **steps)


def _look_around(one: Visitor) -> None:
    """Open every page, so that no form for words goes unseen."""
    for route in concerning_no_row():
        if route != "away/":
            one.page = one.browser.get("/" + route)
            one.note()
