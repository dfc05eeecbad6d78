"""The proxy configuration of docs/operate.md, as it is shipped, in front of a real server."""

import os
import shutil
import ssl
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.site import processes

CADDYFILE = Path(__file__).resolve().parents[2] / "deploy/caddy/Caddyfile"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.sqlite,
    pytest.mark.skipif(not shutil.which("caddy"), reason="needs Debian's package caddy"),
]


def ours(text, folder, port, behind):
    """Put the shipped file on loopback, with a certificate that Caddy makes itself."""
    site = f"https://localhost:{port} {{\n\ttls internal\n\tbind 127.0.0.1"
    text = text.replace("closeknit.example {", site, 1).replace("127.0.0.1:8000", behind)
    here = ("skip_install_trust", "auto_https disable_redirects", f"storage file_system {folder}")
    return text.replace("admin off", "\n\t".join(("admin off", *here)))


@contextmanager
def proxy(folder, port, behind):
    file, said = folder / "Caddyfile", folder / "caddy-said"
    file.write_text(ours(CADDYFILE.read_text(), folder / "caddy", port, behind))
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
    environment = os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with said.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        yield said
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def trusting(folder, url):
    """Give a browser that trusts the authority of this proxy, once it answers."""
    root, end = folder / "caddy/pki/authorities/local/root.crt", time.monotonic() + 20
    while True:
        assert time.monotonic() < end, "the proxy does not answer"
        time.sleep(0.1)
        with suppress(FileNotFoundError, httpx.TransportError, ssl.SSLError):
            trust = ssl.create_default_context(cafile=root)
            with httpx.Client(base_url=url, verify=trust, timeout=20) as browser:
                browser.get("/offline/")
                yield browser
                return


def test_people_sign_up_through_it_and_it_writes_nobody_down(tmp_path):
    port = processes.free_port()
    url = f"https://localhost:{port}"
    with processes.serving(tmp_path / "house" / "data", CLOSEKNIT_ORIGIN=url) as server:
        behind = f"127.0.0.1:{server.port}"
        with proxy(tmp_path, port, behind) as said, trusting(tmp_path, url) as browser:
            form = browser.get("/sign-up/")
            token = form.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
            sent = {
                "csrfmiddlewaretoken": token,
                "address": "marker-8f3k@example.org",
                "password": processes.PASSWORD,
                "name": "Ana",
            }
            there = {"Referer": f"{url}/sign-up/", "Origin": url}
            done = browser.post("/sign-up/?marker-8f3k", data=sent, headers=there)
            kit = browser.get("/kit/")
            server.stop()
            gone = browser.get("/marker-8f3k/")

    cookies = done.headers.get_list("set-cookie")
    assert (done.status_code, done.headers["location"]) == (302, "/kit/"), done.text
    assert kit.status_code == 200
    assert kit.headers["strict-transport-security"]
    assert all(line.startswith("__Host-") and "; Secure" in line for line in cookies)
    assert gone.status_code == 502
    assert "8f3k" not in said.read_text() + server.words
    assert "remote_ip" not in said.read_text()
