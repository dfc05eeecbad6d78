"""What a browser does with a push: it says one sentence, and leads to Today."""

import json
from uuid import uuid4

import pytest

pytestmark = pytest.mark.browser


def test_a_push_shows_one_sentence_and_holds_no_more(watched, walker, house):
    address = house.person("Ana")
    ana = walker("Ana", address=address, service_workers="allow", permissions=["notifications"])
    ana.go("/notices/")
    assert ana.page.evaluate("navigator.serviceWorker.ready.then((one) => one.active.state)")

    deliver(ana.page, {"title": "Something is waiting for you."})

    shown = ana.page.evaluate(
        """async () => {
          const worker = await navigator.serviceWorker.ready;
          for (let turn = 0; turn < 100; turn += 1) {
            const found = await worker.getNotifications();
            if (found.length) return found.map(({ title, body, tag }) => ({ title, body, tag }));
            await new Promise((later) => setTimeout(later, 50));
          }
          return [];
        }"""
    )
    assert shown == [{"title": "Something is waiting for you.", "body": "", "tag": "closeknit"}]


def deliver(page, payload):
    """Hand a payload to the service worker, as the push service's connection would."""
    session = page.context.new_cdp_session(page)
    registrations = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    for _ in range(100):
        if registrations:
            break
        page.wait_for_timeout(50)
    session.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": registrations[0]["registrationId"],
            "data": json.dumps(payload),
        },
    )


def test_this_device_is_offered_where_the_browser_can(walker, house):
    ana = walker("Ana", address=house.person("Ana"), service_workers="allow")

    ana.go("/notices/")

    ana.sees("Allow notices on this device")


# Chromium without its maker's keys has no push service: this stands for what it would say.
SUBSCRIBED = """
(() => {
  const place = {
    endpoint: "https://fcm.googleapis.com/fcm/send/%s",
    getKey: (name) => new Uint8Array(name === "auth" ? 16 : 65),
  };
  PushManager.prototype.subscribe = async () => {
    localStorage.setItem("subscribed", "yes");
    return place;
  };
  PushManager.prototype.getSubscription = async () =>
    localStorage.getItem("subscribed") ? place : null;
})()
"""


def test_this_device_is_told_until_its_session_ends(walker, house):
    """The browser keeps its place at the push service; the server goes by the session."""
    address = house.person("Ana")
    ana = walker("Ana", address=address, service_workers="allow", permissions=["notifications"])
    ana.page.add_init_script(SUBSCRIBED % uuid4().hex)
    ana.go("/notices/")
    assert ana.page.evaluate("navigator.serviceWorker.ready.then((one) => one.active.state)")
    ana.button("Allow notices on this device")
    ana.sees("This device is told.")
    ana.go("/notices/")
    ana.sees("This device is told.")

    ana.forget_cookie("closeknit")
    ana.sign_in()
    ana.go("/notices/")

    ana.sees("Allow notices on this device")
    ana.button("Allow notices on this device")
    ana.sees("This device is told.")


def test_choosing_by_form_without_javascript(walker, house):
    from tests.browser.walker import PlainWalker

    ana = walker("Ana", address=house.person("Ana"), kind=PlainWalker)
    ana.go("/notices/")
    ana.choose("Something came from your partner")
    ana.button("Save")
    ana.sees("Saved.")
    ana.button("Snooze for a week")
    ana.sees("They rest until")
