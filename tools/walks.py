"""The ways through Closeknit on which `tools.screenshots` takes its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tools.screenshots import Album

Walk: TypeAlias = "Callable[[Album], None]"

PASSWORD = "wool-and-linen-26"  # noqa: S105  # of people who live for a minute
ANAS_PAGES: Mapping[str, str] = {
    "today": "/today/",
    "help-signed-in": "/help/",
    "ask": "/ask/",
    "ask-own": "/ask/own/",
    "ask-better": "/ask/better/",
    "ask-before": "/ask/before/",
    "ask-decks": "/ask/decks/",
    "ask-deck": "/ask/decks/trust/",
    "favourites": "/ask/favourites/",
    "letters": "/ask/letters/",
    "letters-new": "/ask/letters/new/",
    "journal": "/ask/journal/",
    "journal-new": "/ask/journal/new/",
    "look-back": "/feel/back/",
    "entries": "/feel/back/entries/",
    "mend": "/feel/mend/",
    "care": "/feel/care/",
    "shared-with-me": "/feel/from/",
    "listen": "/listen/",
    "listen-before": "/listen/before/",
    "listen-begin": "/listen/begin/after-an-argument/",
    "listen-calm": "/listen/calm/",
    "listen-own": "/listen/own/",
    "time": "/time/",
    "time-ideas": "/time/ideas/",
    "time-play": "/time/play/",
    "time-propose": "/time/propose/",
    "time-hours": "/time/hours/",
    "time-calendar": "/time/calendar/",
    "time-away": "/time/away/",
    "time-away-before": "/time/away/before/",
    "moments": "/time/moments/",
    "moments-keep": "/time/moments/keep/",
    "moments-paper": "/time/moments/print/?kind=memory",
    "journeys": "/journeys/",
    "journeys-begin": "/journeys/transition/",
    "learn": "/learn/",
    "learn-idea": "/learn/sign-lonely/",
    "notices": "/notices/",
    "picture": "/picture/",
    "picture-mine": "/picture/mine/",
    "picture-questions": "/picture/questions/",
    "picture-talk": "/picture/talk/",
    "picture-assessment": "/picture/assessment/",
    "picture-sign": "/picture/assessment/signs/0/",
    "picture-signs-end": "/picture/assessment/signs/end/",
    "picture-sitting-end": "/picture/assessment/safety/end/",
    "picture-guess": "/picture/guess/",
    "picture-guess-item": "/picture/guess/1/",
    "settings": "/settings/",
    "settings-me": "/settings/me/",
    "settings-questions": "/settings/questions/",
    "settings-app": "/settings/app/",
    "settings-export": "/settings/export/",
    "settings-bond": "/settings/bond/",
    "security": "/settings/security/",
    "security-app": "/settings/security/app/",
    "leave": "/leave/",
    "past": "/past/",
    "error-404": "/nothing/here/",
}
VISITORS_PAGES: Mapping[str, str] = {
    "welcome": "/",
    "sign-in": "/sign-in/",
    "help": "/help/",
    "pass": "/pass/",
    "offline": "/offline/",
    "join": "/join/",
    "recover": "/recover/",
    "recover-wait": "/recover/wait/",
    "recover-finish": "/recover/finish/",
}


def readme(album: Album) -> None:
    """The pictures that the README shows."""
    page = album.signed_in("ana", sharp=True)
    album.crop(page, "today-390-light")
    _open_latest(page)
    album.crop(page, "ask-opened-390-light")
    page.goto("/picture/")
    page.evaluate("scrollTo(0, document.querySelector('figure').offsetTop - 90)")
    album.crop(page, "picture-390-light")
    page = album.signed_in("ana", sharp=True, scheme="dark")
    _choose_feelings(page)
    _next(page)
    page.get_by_label("Because").fill("this week has eight days of work in it")
    _settled(page)
    _next(page)
    page.get_by_label("support", exact=True).check()
    _settled(page)
    page.evaluate("scrollTo(0, 0)")
    album.crop(page, "feel-390-dark")
    page.goto("/feel/")
    page.get_by_role("button", name="Begin anew").click()
    page = album.signed_in("ana", sharp=True)
    page.goto("/time/moments/")
    page.locator(".moment").nth(1).evaluate("one => scrollTo(0, one.offsetTop - 90)")
    page.wait_for_load_state("networkidle")
    album.crop(page, "moments-390-light")
    _speak_at_one_phone(page)
    album.crop(page, "listen-390-light")
    page.get_by_role("button", name="Stop here").click()


def _speak_at_one_phone(page: Page) -> None:
    page.goto("/listen/begin/ten-minutes/")
    page.get_by_label("On this phone, lying between us").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="I am here").click()
    page.get_by_role("button", name="That is it for now").wait_for()


def visiting(album: Album) -> None:
    page = album.visitor()
    for name, path in VISITORS_PAGES.items():
        page.goto(path)
        album.shoot(page, name)
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("somebody@example.org")
    page.get_by_label("Password", exact=True).fill("not the right one")
    page.get_by_role("button", name="Sign in").click()
    album.shoot(page, "sign-in-error")


def looking_around(album: Album) -> None:
    page = album.signed_in("ana")
    for name, path in ANAS_PAGES.items():
        page.goto(path)
        album.shoot(page, name)
    page.goto("/today/")
    page.locator("details.menu summary").click()
    album.shoot(page, "menu")
    page = album.signed_in("bo")
    album.shoot(page, "today-bo")
    page.goto("/ask/")
    album.shoot(page, "ask-written")


def asking(album: Album) -> None:
    page = album.signed_in("ana")
    _open_latest(page)
    album.shoot(page, "ask-opened")
    page.goto("/ask/")
    page.get_by_role("link", name="Write yours").click()
    page.get_by_role("textbox").fill("Your coat first, then your cold hands, then you.")
    album.shoot(page, "ask-write")
    page.get_by_role("button", name="Keep this").click()
    album.shoot(page, "ask-opened-now")


def asking_better(album: Album) -> None:
    page = album.signed_in("ana")
    page.goto("/ask/better/")
    page.get_by_label("What would you ask?").fill("How was your day?")
    page.get_by_role("button", name="Look for deeper ones").click()
    album.shoot(page, "ask-better-found")


def looking_for_nearer_words(album: Album) -> None:
    page = album.signed_in("bo")
    page.goto("/feel/")
    page.get_by_label("A word of your own").fill("fine, just a long week")
    page.get_by_role("button", name="Is there a nearer word?").click()
    album.shoot(page, "feel-nearer")


def answering_the_week(album: Album) -> None:
    page = album.signed_in("bo")
    page.goto("/picture/pulse/0/")
    album.shoot(page, "picture-week")
    for place in range(8):
        page.locator(".answer").nth(4).click()
        page.wait_for_url("**/pulse/end/" if place == 7 else f"**/pulse/{place + 1}/")
    album.shoot(page, "picture-week-end")


def checking_in(album: Album) -> None:
    page = album.signed_in("ana")
    page.goto("/feel/")
    album.shoot(page, "feel-words-empty")
    for way in ("body", "map", "near"):
        page.goto(f"/feel/?by={way}")
        album.shoot(page, f"feel-words-{way}")
    _choose_feelings(page)
    album.shoot(page, "feel-words")
    _next(page)
    page.get_by_label("Because").fill("the lesson went wrong and nobody was to blame for it")
    page.get_by_label("clear", exact=True).check()
    _settled(page)
    album.shoot(page, "feel-because")
    _next(page)
    page.get_by_label("Find a word").fill("to be heard")
    page.get_by_label("to be heard", exact=True).check()
    _settled(page)
    album.shoot(page, "feel-need")
    _next(page)
    page.get_by_label("company", exact=True).check()
    _settled(page)
    album.shoot(page, "feel-wish")
    _next(page)
    album.shoot(page, "feel-sentence")
    page.get_by_role("button", name="Keep for me").click()
    album.shoot(page, "entry")
    for name in ("Change", "Delete"):
        page.get_by_role("link", name=name).first.click()
        album.shoot(page, f"entry-{name.lower()}")
        page.go_back()


def answering(album: Album) -> None:
    page = album.signed_in("ana")
    page.goto("/today/")
    page.get_by_role("link", name="Answer", exact=True).click()
    album.shoot(page, "theirs")
    page.get_by_label("Your answer").press_sequentially("You should tell your manager tomorrow.")
    page.locator("#coach p").first.wait_for()
    album.shoot(page, "theirs-coached")
    page.goto("/feel/back/entries/")
    page.get_by_role("link", name="I have painted the whole back room").click()
    album.shoot(page, "entry-shared")
    page.get_by_role("link", name="Withdraw").click()
    album.shoot(page, "entry-withdraw")
    page.go_back()
    page.get_by_role("link", name="Answer", exact=True).first.click()
    album.shoot(page, "answer-an-answer")


def talking(album: Album) -> None:
    """Ana looks at a talk in writing that is over, and is invited to another on two phones."""
    ana, bo = album.signed_in("ana"), album.signed_in("bo")
    ana.goto("/listen/before/")
    ana.locator("main li a", has_text="Ten minutes each").first.click()
    album.shoot(ana, "talk-over")
    bo.goto("/listen/begin/ten-minutes/")
    bo.get_by_label("What is it about?").fill("The calendar by the fridge")
    bo.get_by_label("I do", exact=True).check()
    bo.get_by_role("button", name="Begin").click()
    album.shoot(bo, "talk-waiting")
    ana.goto("/today/")
    album.shoot(ana, "today-invited")
    ana.goto(bo.url)
    album.shoot(ana, "talk-invited")
    ana.get_by_role("button", name="Begin").first.click()
    for page in (ana, bo):
        page.get_by_role("button", name="I am here").first.click()
    bo.get_by_role("button", name="That is it for now").wait_for()
    album.shoot(bo, "talk-speaking")
    album.shoot(ana, "talk-listening")
    bo.get_by_role("button", name="Stop").first.click()


def spending_time(album: Album) -> None:
    ana, bo = album.signed_in("ana"), album.signed_in("bo")
    ana.goto("/time/")
    ana.get_by_role("link", name="Bread: you knead").last.click()
    album.shoot(ana, "time-ritual")
    for name, kind in (("moment-mine", "ours"), ("moment-theirs", "theirs")):
        ana.goto("/time/moments/")
        with_photo = ana.locator(f".moment.{kind}").filter(has=ana.locator("img"))
        with_photo.first.get_by_role("link", name="Open").click()
        album.shoot(ana, name)
    ana.go_back()
    ana.locator(".moment.ours").first.get_by_role("link", name="Open").click()
    ana.get_by_role("link", name="Change").click()
    album.shoot(ana, "moment-change")
    bo.goto("/time/away/")
    bo.get_by_role("button", name="Put it away").click()
    album.shoot(bo, "away-waiting")
    ana.goto(bo.url)
    ana.get_by_role("button", name="Put mine away, too").click()
    album.shoot(ana, "away-dark")
    ana.get_by_role("button", name="We are back").first.click()
    album.shoot(ana, "away-over")


def on_the_way(album: Album) -> None:
    """A journey under way, a card, and six questions from hand to hand."""
    page = album.signed_in("bo")
    page.goto("/journeys/")
    album.shoot(page, "journeys-week")
    page.goto("/today/")
    album.shoot(page, "today-journey")
    page.goto("/journeys/change/")
    album.shoot(page, "journeys-change")
    page.goto("/ask/decks/care/")
    page.locator(".cards button").nth(12).click()
    album.shoot(page, "ask-card")
    page.goto("/ask/letters/")
    page.locator("main li a").first.click()
    album.shoot(page, "letter")
    page.goto("/journeys/")
    page.get_by_role("button", name="Pause").click()
    album.shoot(page, "journeys-paused")
    page = album.visitor()
    page.goto("/pass/")
    page.get_by_role("button", name="Begin").click()
    album.shoot(page, "pass-write")
    page.get_by_label("Your answer").fill("The bench by the water.")
    page.get_by_role("button", name="Cover it, and pass the phone").click()
    album.shoot(page, "pass-covered")
    page.get_by_role("button", name="I have it").click()
    page.get_by_label("Your answer").fill("Your grandmother’s kitchen.")
    page.get_by_role("button", name="Open both").click()
    album.shoot(page, "pass-opened")


def in_other_languages(album: Album) -> None:
    """Every page of Ana's in German and Spanish: longer words, other dates."""
    for language in ("de", "es"):
        page = album.signed_in("ana")
        page.goto("/settings/app/")
        page.locator("[name=language]").select_option(language)
        page.locator("main form button.btn").first.click()
        for name, path in ANAS_PAGES.items():
            page.goto(path)
            album.shoot(page, f"{language}-{name}")
        page.goto("/settings/app/")
        page.locator("[name=language]").select_option("en")
        page.locator("main form button.btn").first.click()


def locking(album: Album) -> None:
    """Words that arrive when the session has locked come back to be copied."""
    page = album.signed_in("bo")
    page.goto("/ask/journal/new/")
    page.get_by_role("textbox").fill("The quiet fills up. Digging helps.")
    page.context.request.get("/away/", max_redirects=0)
    page.get_by_role("button", name="Keep this").click()
    album.shoot(page, "words-back")
    page.goto("/unlock/")
    album.shoot(page, "unlock")


def pairing(album: Album) -> None:
    """Kim signs up and invites, Eve accepts, Kim leaves."""
    kim, eve = album.visitor(), album.visitor()
    _sign_up(album, kim, "Kim")
    link = _invite(album, kim)
    _join(album, eve, link)
    kim.goto("/leave/")
    kim.get_by_label("What I shared stays readable").check()
    kim.get_by_role("button", name="Leave now").click()
    album.shoot(kim, "leave-end")
    eve.goto("/today/")
    album.shoot(eve, "today-ended")
    eve.goto("/past/")
    album.shoot(eve, "past-bond")


def _invite(album: Album, kim: Page) -> str:
    album.shoot(kim, "begin")
    kim.goto("/invite/")
    album.shoot(kim, "invite")
    words = "You wait for me at the corner, also in the rain, and you never look at the clock."
    kim.get_by_label("Something you appreciate about them").fill(words)
    kim.get_by_role("button", name="Make the invite").click()
    album.shoot(kim, "invite-waiting")
    link = kim.get_by_role("textbox", name="The link").input_value()
    kim.goto("/today/")
    album.shoot(kim, "today-alone")
    kim.goto("/ask/")
    album.shoot(kim, "ask-alone")
    return link


def _join(album: Album, eve: Page, link: str) -> None:
    eve.goto("/join/")
    eve.get_by_label("The code from your invite").fill("ABCD-EFGH")
    eve.get_by_role("button", name="Open the invite").click()
    album.shoot(eve, "join-error")
    eve.goto("/")
    eve.goto(link)
    eve.wait_for_url("**/join/offer/")
    album.shoot(eve, "join-offer")
    eve.get_by_role("link", name="Accept and make an account").click()
    _sign_up(album, eve, "Eve", shoot=False)
    eve.goto("/join/offer/")
    album.shoot(eve, "join-offer-signed-in")
    eve.get_by_role("button", name="Accept and begin with Kim").click()
    album.shoot(eve, "first-words")
    eve.goto("/today/")
    album.shoot(eve, "today-began")


ALL: tuple[Walk, ...] = (
    readme,
    visiting,
    looking_around,
    checking_in,
    answering,
    locking,
    pairing,
    asking,
    asking_better,
    looking_for_nearer_words,
    answering_the_week,
    talking,
    spending_time,
    on_the_way,
    in_other_languages,
)


def _sign_up(album: Album, page: Page, name: str, *, shoot: bool = True) -> None:
    if not page.url.endswith("/sign-up/"):
        page.goto("/sign-up/")
    if shoot:
        album.shoot(page, "sign-up")
        page.get_by_role("button", name="Make my account").click()
        album.shoot(page, "sign-up-error")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.goto("/kit/")
    if shoot:
        album.shoot(page, "kit")
    page.get_by_role("button", name="Show my code").click()
    if shoot:
        album.shoot(page, "kit-shown")
    groups = page.locator(".code li").all_inner_texts()
    page.get_by_label("Group 3").fill(groups[2])
    page.get_by_label("Group 7").fill(groups[6])
    page.get_by_role("button", name="I have it on paper").click()


def _open_latest(page: Page) -> None:
    page.goto("/ask/before/")
    page.locator("main li a").first.click()


def _choose_feelings(page: Page) -> None:
    page.goto("/feel/")
    page.get_by_label("Find a word").fill("overwhelmed")
    page.get_by_label("overwhelmed", exact=True).check()
    page.get_by_label("Find a word").fill("")
    _settled(page)


def _settled(page: Page) -> None:
    """Wait until the sentence has grown."""
    page.wait_for_timeout(1200)
    page.wait_for_load_state("networkidle")


def _next(page: Page) -> None:
    page.get_by_role("button", name="Next").click()
