"""Django's settings. Values come from `environment`; nothing else reads variables."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from . import environment

PROFILE = environment.profile()
HOME = environment.home()
BASE_URL = environment.base_url()
SOURCE = Path(__file__).resolve().parents[1]
BUILD = SOURCE.parents[1] / "build"

SECRET_KEY = environment.secret("MOTCUA_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
USE_X_FORWARDED_HOST = False
# A proxy of ours says over what people came; nobody else is believed.
PROXIES = environment.number("MOTCUA_TRUSTED_PROXIES", highest=9)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "motcua.foundation",
    "motcua.design",
    "motcua.modules.places",
    "motcua.modules.broadcast",
    "motcua.modules.organisation",
    "motcua.modules.people",
    "motcua.modules.documents",
    "motcua.modules.mandates",
    "motcua.modules.registers",
    "motcua.modules.access",
    "motcua.modules.forms",
    "motcua.modules.payments",
    "motcua.modules.results",
    "motcua.modules.catalogue",
    "motcua.modules.proposals",
    "motcua.modules.dossiers",
    "motcua.modules.bundles",
    "motcua.modules.transitions",
    "motcua.modules.rehearsals",
    "motcua.modules.observations",
    "motcua.modules.entities",
    "motcua.modules.indicators",
    "motcua.modules.alerts",
    "motcua.modules.service_quality",
    "motcua.adapters.identity",
    "motcua.adapters.bank",
    "motcua.adapters.messaging",
    "motcua.sites.portal",
    "motcua.sites.desk",
    "motcua.sites.studio",
    "motcua.sites.api",
    "motcua.sites.gateway",
    "motcua.sites.gate",
    "motcua.sites.ngsi_ld",
    "motcua.sites.feeds",
    "motcua.sites.city",
    "motcua.sites.control_room",
    "motcua.sites.worker",
    "motcua.config",
]

MIDDLEWARE = [
    "motcua.design.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.foundation.http.RequestIdMiddleware",
    "motcua.foundation.http.ClientMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.adapters.identity.middleware.ActorMiddleware",
    "motcua.foundation.http.PlainTextMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            SOURCE / "design" / "templates",
            *sorted((SOURCE / "sites").glob("*/templates")),
            *sorted((SOURCE / "adapters").glob("*/templates")),
        ],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "motcua.design.jinja.environment"},
    },
]


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    schema = environment.text("MOTCUA_SCHEMA")
    return {
        "ENGINE": "motcua.foundation.database",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "MOTCUA_SCHEMA": schema,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **query,
            "prepare_threshold": 3,
            "options": f"-c search_path={schema},public -c timezone=UTC",
        },
        "TEST": {"NAME": environment.test_database()},
    }


_urls = {
    "default": environment.text("MOTCUA_DATABASE_URL"),
    "ddl": environment.text("MOTCUA_DDL_DATABASE_URL"),
}
DATABASES = {alias: _database(url) for alias, url in _urls.items() if url or alias == "default"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_ENGINE = "motcua.foundation.sessions"
SESSION_COOKIE_NAME = "motcua_session"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "motcua_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "motcua.design.errors.expired"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH: list[str] = []

STATIC_URL = "/static/"
STATICFILES_DIRS = [BUILD / "static"]
# The build puts digests into names itself: nothing is collected, and what is fetched stays valid.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.\w+$"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "root": {"handlers": ["console"], "level": environment.text("MOTCUA_LOG_LEVEL")},
    "loggers": {
        name: {"level": "WARNING"}
        for name in (
            "procrastinate",
            "pikepdf",
            "pyhanko",
            "pyhanko_certvalidator",
            "fontTools",
            "httpx",
        )
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
