"""A mail server and a push service on loopback, as strict as the real ones."""

import base64
import json
import socketserver
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class MailServer(socketserver.ThreadingTCPServer):
    """Takes messages; answers a command as `answers` says, by its first word."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, file=None) -> None:
        super().__init__(("127.0.0.1", 0), _Mail)
        self.messages: list[str] = []
        self.answers: dict[str, str] = {}
        self.hang_up_after = ""
        self.file = file
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def take(self, message: str) -> None:
        with self.lock:
            self.messages.append(message)
            if self.file is not None:
                with self.file.open("a") as out:
                    out.write(json.dumps(message) + "\n")


class _Mail(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word in self.server.answers:
                self.say(self.server.answers[word])
                continue
            if word == "DATA":
                self.say("354 go on")
                self.server.take(self.message())
                if self.server.hang_up_after == "DATA":
                    return
                self.say("250 taken")
            else:
                self.say("250 well")
            if word == "QUIT":
                return

    def message(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
            lines.append(line)
        return "".join(lines)

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class PushService(ThreadingHTTPServer):
    """Checks the server's signature, opens what is encrypted, and keeps the payloads."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Push)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"a" * 16
        self.status = 201
        self.server_key = ""
        self.payloads: list[dict] = []
        self.kept: list[int] = []
        self.faults: list[str] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def subscription(self, name: str = "one") -> dict[str, str]:
        """What a browser would tell the server."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "address": f"{self.origin}/push/{name}",
            "p256dh": coded(point),
            "auth": coded(self.auth),
        }

    def opened(self, body: bytes) -> dict:
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        return json.loads(plain)

    def check(self, header: str) -> None:
        """Check the VAPID header as RFC 8292 asks."""
        fields = dict(
            part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(",")
        )
        assert fields["k"] == self.server_key, "signed by somebody else"
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), plain(fields["k"]))
        head, claims, signature = fields["t"].split(".")
        raw = plain(signature)
        numbers = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        signed = f"{head}.{claims}".encode()
        point.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(hashes.SHA256()))
        said = json.loads(plain(claims))
        assert said["aud"] == self.origin, said
        assert said["sub"].startswith(("mailto:", "https:")), said
        assert time.time() < said["exp"] < time.time() + 24 * 3600 + 60, said


class _Push(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self.server.check(self.headers["Authorization"])
            self.server.kept.append(int(self.headers["TTL"]))
            if self.server.status < 300:
                self.server.payloads.append(self.server.opened(body))
        except Exception as error:
            self.server.faults.append(repr(error))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


def coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def plain(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@contextmanager
def open_office(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
