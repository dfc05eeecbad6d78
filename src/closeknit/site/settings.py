"""All settings, read from the environment. docs/configuration.md explains each."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from environs import validate

from closeknit.site import environment
from closeknit.site.environment import env

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent

# Where it lives and how it is reached
DATA = environment.data_path()
SECRET_KEY = environment.secret_key(DATA / "secret-key")
ORIGIN = environment.origin()
HOST = environment.host_of(ORIGIN)
ALLOWED_HOSTS = environment.allowed_hosts(HOST)
CSRF_TRUSTED_ORIGINS = [ORIGIN]
IS_HTTPS = ORIGIN.startswith("https://")
DEBUG = False
HOSTED_BY = env.str("CLOSEKNIT_HOSTED_BY", "")
SIGNUP = env.str("CLOSEKNIT_SIGNUP", "open")
LEAVE_TO = env.str("CLOSEKNIT_LEAVE_TO", "https://www.wikipedia.org/")
CONTENT = env.path("CLOSEKNIT_CONTENT", None)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "closeknit.apps.people",
    "closeknit.apps.notices",
    "closeknit.apps.checkins",
    "closeknit.apps.picture",
    "closeknit.apps.questions",
    "closeknit.apps.listening",
    "closeknit.apps.together",
    "closeknit.apps.journeys",
    "closeknit.apps.guidance",
    "closeknit.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "closeknit.site.middleware.private",
    "closeknit.site.middleware.cautious",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "closeknit.apps.people.middleware.unlock",
    "django.middleware.locale.LocaleMiddleware",
    "closeknit.apps.people.middleware.speak",
    "closeknit.apps.notices.middleware.plan",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "closeknit.site.urls"
CSRF_FAILURE_VIEW = "closeknit.site.errors.stale_form"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["closeknit.site.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "closeknit.site.context.page",
            ],
        },
    }
]
FORM_RENDERER = "closeknit.site.forms.Renderer"

# Where words are kept
DATABASES = environment.databases(DATA)
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CHANNEL_URL = environment.channel()
SMTP = environment.smtp()
MAIL_FROM = environment.mail_from(SMTP)
PUSH_ORIGINS = environment.push_origins()
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# A file is held in memory or not at all: Django would write it in the clear to a temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1
PHOTOS_MIB = env.int("CLOSEKNIT_PHOTOS_MIB", 500, validate=validate.Range(0, 1_000_000))
CACHES = {
    name: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
    for name in ("default", "cheap")
}

# Who is who
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["closeknit.apps.people.backend.KeyedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("address",)},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "people:sign_in"
ARGON2_MEMORY = env.int("CLOSEKNIT_ARGON2_MEMORY_MIB", 64, validate=validate.Range(1, 4096))
ARGON2_PASSES = env.int("CLOSEKNIT_ARGON2_PASSES", 3, validate=validate.Range(1, 100))
SESSION_ENGINE = "closeknit.apps.people.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_NAME = "__Host-closeknit" if IS_HTTPS else "closeknit"
CSRF_COOKIE_NAME = "__Host-closeknit-form" if IS_HTTPS else "closeknit-form"
KEY_COOKIE_NAME = "__Host-closeknit-key" if IS_HTTPS else "closeknit-key"
DEVICE_COOKIE_NAME = "__Host-closeknit-device" if IS_HTTPS else "closeknit-device"
INVITE_COOKIE_NAME = "__Host-closeknit-invite" if IS_HTTPS else "closeknit-invite"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# What browsers may do with a page
# Not "no-referrer": browsers would then send forms with `Origin: null`, which no form may carry.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if IS_HTTPS else 0
# The proxy redirects; what else runs under the operator's domain is not ours to bind.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
# The server itself speaks plain http; with an https origin a proxy stands in front.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{
            kind: ["'self'"]
            for kind in (
                "script-src",
                "style-src",
                "img-src",
                "font-src",
                "connect-src",
                "manifest-src",
                "worker-src",
                "form-action",
            )
        },
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Words and time
USE_I18N = USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
LANGUAGE_COOKIE_NAME = "__Host-closeknit-language" if IS_HTTPS else "closeknit-language"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = environment.time_zone()

# Static files
STATIC_URL = "/static/"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "closeknit.site.logs.Wordless"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # A broken photo may have thousands of things to complain of.
        "PIL": {"handlers": [], "level": "CRITICAL", "propagate": True},
    },
}
