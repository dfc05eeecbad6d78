"""The command `closeknit`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from closeknit import __version__
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _

PRIVATE_UMASK = 0o077


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "closeknit.site.settings")
    os.umask(PRIVATE_UMASK)
    from environs import EnvError

    from closeknit.site.datafolder import Unusable
    from closeknit.site.environment import WrongSetting

    try:
        sys.exit(options.run(options))
    except (Refused, WrongSetting, Unusable, EnvError) as reason:
        print(reason, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser("closeknit", description=_("A private space for two people."))
    found.add_argument("--version", action="version", version=__version__)
    commands = found.add_subparsers(required=True, metavar="COMMAND")
    _describe_up(commands.add_parser("up", help=_("prepare everything and serve")))

    worker = commands.add_parser("worker", help=_("clean up what has run out, beside the server"))
    worker.add_argument("--once", action="store_true", help=_("do what is due and stop"))
    worker.add_argument("--beside-server", action="store_true", help=argparse.SUPPRESS)
    worker.set_defaults(run=_worker)

    demo = commands.add_parser("demo", help=_("make Ana and Bo with half a year of entries"))
    demo.add_argument("--remove", action="store_true", help=_("take the demo away again"))
    demo.set_defaults(run=_demo)

    doctor = commands.add_parser("doctor", help=_("say what is wrong here and how to mend it"))
    doctor.set_defaults(run=_doctor)

    backup = commands.add_parser("backup", help=_("write everything to FILE, while it runs"))
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", help=_("verify FILE, then put it back"))
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--force", action="store_true", help=_("replace what is here now"))
    restore.set_defaults(run=_restore)

    check = commands.add_parser("check", help=_("check the settings for a public server"))
    check.set_defaults(run=_check)

    coach = commands.add_parser("coach", help=_("read JSON lines and say what is in each sentence"))
    coach.set_defaults(run=_coach)
    return found


def _describe_up(up: argparse.ArgumentParser) -> None:
    up.add_argument("--host", default="127.0.0.1", help=_("the address to listen on"))
    up.add_argument("--port", type=int, default=8000)
    up.add_argument("--plain-http", action="store_true", help=_("beyond this machine without TLS"))
    offer = _("offer the demo when nobody is here")
    up.add_argument("--offer-demo", action="store_true", help=offer)
    up.add_argument("--no-worker", action="store_true", help=_("run `closeknit worker` elsewhere"))
    up.set_defaults(run=_up)


def start_django(*, anew: bool = False) -> None:
    """Load settings and apps; `anew` makes data folder and secret key where there are none."""
    from closeknit.site import datafolder

    if anew:
        datafolder.make_data_folder()
    else:
        datafolder.find_data_folder()
    import django

    django.setup()


def _up(options: argparse.Namespace) -> int:
    from closeknit.site import reach

    reach.refuse_plain_http(options.host, plain_http=options.plain_http)
    reach.choose_origin(options.host, options.port)
    start_django(anew=True)
    from closeknit.site import serving

    return serving.up(options)


def _worker(options: argparse.Namespace) -> int:
    start_django()
    from closeknit.site import worker

    return worker.work(once=options.once, beside_server=options.beside_server)


def _demo(options: argparse.Namespace) -> int:
    start_django(anew=True)
    from closeknit.site import demo, serving

    serving.prepare()
    print(demo.remove() if options.remove else demo.make())
    return 0


def _doctor(options: argparse.Namespace) -> int:
    start_django()
    from closeknit.site import doctor

    return doctor.report()


def _backup(options: argparse.Namespace) -> int:
    start_django()
    from closeknit.site import backups

    print(backups.backup(options.file))
    return 0


def _restore(options: argparse.Namespace) -> int:
    start_django(anew=True)
    from closeknit.site import restores

    print(restores.restore(options.file, force=options.force))
    return 0


def _check(options: argparse.Namespace) -> int:
    start_django()
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", deploy=True, fail_level="WARNING")
    except SystemCheckError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _coach(_options: argparse.Namespace) -> int:
    """Needs neither settings nor data: only the model."""
    from closeknit.coach import coach
    from closeknit.coach.lines import answers

    reader = coach()
    if reader is None:
        reason = _("The coach is not installed: pip install 'closeknit[coach]' brings it.")
        raise Refused(reason)
    try:
        for line in answers(sys.stdin.buffer if sys.stdin else (), reader):
            print(line, flush=True)
    except BrokenPipeError:
        # Whoever read the answers has enough; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
