"""Settings. Everything that differs between servers comes from the environment; nothing secret stands here."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from ditan.base.accounts.configuration import hashers, password_rounds
from ditan.core.security.controls import controls_from
from ditan.web.secret import stored_data_keys, stored_secret

VAR_DIR = Path(os.environ.get("DITAN_VAR", Path.cwd() / "var"))
"""Where this installation keeps its database, uploads and generated secret."""

SECRET_KEY = os.environ.get("DITAN_SECRET_KEY") or stored_secret(VAR_DIR)
DATA_KEYS = os.environ.get("DITAN_DATA_KEYS") or stored_data_keys(VAR_DIR)
"""The keys of encrypted columns as `name:key`, the current one first; `ditan.base.crypto` explains them."""
CIPHER = os.environ.get("DITAN_CIPHER", "aes")
"""What new values are encrypted with: aes or sm4. Both are always readable."""
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DITAN_ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("DITAN_TRUSTED_ORIGINS", "").split(",") if origin]
TRIAL_MODE = os.environ.get("DITAN_TRIAL") == "1"
"""One local account, a generated secret and the example plans. Every page says so."""
SHOW_DEMO = os.environ.get("DITAN_SHOW_DEMO", "1") != "0"
"""Whether values for show only (演示) are shown; 0 hides all of them everywhere."""

HTTPS = os.environ.get("DITAN_HTTPS") == "1"
"""Set where a proxy in front of us speaks HTTPS and sets X-Forwarded-Proto."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SECURITY_CONTROLS = controls_from(os.environ)
"""Passwords, locks, sessions: DITAN_SECURITY_… (each with a safe default and bounds)."""
PASSWORD_HASHERS = hashers(os.environ)
PASSWORD_ROUNDS = password_rounds(os.environ, VAR_DIR)
AUTH_PASSWORD_VALIDATORS = [{"NAME": "ditan.base.accounts.validators.HouseRules"}]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# An hour more than a session may last: the next request then says why it is over.
SESSION_COOKIE_AGE = (SECURITY_CONTROLS.session_hours + 1) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "ditan.base.audit",
    "ditan.base.directory",
    "ditan.base.access",
    "ditan.base.accounts",
    "ditan.base.identity",
    "ditan.base.notices",
    "ditan.base.reporting",
    "ditan.base.records",
    "ditan.base.workflow",
    "ditan.base.alerts",
    "ditan.domains.plans",
    "ditan.domains.supervision",
    "ditan.domains.projects",
    "ditan.domains.workplans",
    "ditan.domains.assessment",
    "ditan.domains.evaluation",
    "ditan.domains.inventory",
    "ditan.domains.checkups",
    "ditan.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ditan.base.audit.middleware.Recorded",
    "ditan.web.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ditan.web.middleware.ChosenLanguage",
    "ditan.web.middleware.WrongWay",
    "ditan.web.middleware.StorableAddresses",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ditan.base.access.gate.DeclaredAccess",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ditan.base.accounts.middleware.AccountSessions",
    "ditan.base.directory.viewing.ReadAsOf",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
AUTHENTICATION_BACKENDS = ["ditan.base.access.backend.RoleBackend"]
ROOT_URLCONF = "ditan.web.urls"
WSGI_APPLICATION = "ditan.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["ditan.web.templatetags.addresses", "ditan.base.directory.templatetags.called"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ditan.web.context.frame",
            ],
        },
    }
]
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DITAN_DATABASE_URL", f"sqlite:///{VAR_DIR / 'ditan.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
API_LIMITS = {
    "token": int(os.environ.get("DITAN_API_PER_TOKEN", "300")),
    "address": int(os.environ.get("DITAN_API_PER_ADDRESS", "600")),
    "wrong": int(os.environ.get("DITAN_API_WRONG_TOKENS", "30")),
}
"""Requests a minute to the API: of one token, of one address without a session, of wrong tokens from one address."""

OIDC = {
    "issuer": os.environ.get("DITAN_OIDC_ISSUER", ""),
    "client_id": os.environ.get("DITAN_OIDC_CLIENT_ID", ""),
    "client_secret": os.environ.get("DITAN_OIDC_CLIENT_SECRET", ""),
    "claim": os.environ.get("DITAN_OIDC_CLAIM", "sub"),
    "label": os.environ.get("DITAN_OIDC_LABEL", "统一身份认证登录"),
    "create": os.environ.get("DITAN_OIDC_CREATE") == "1",
    "hosts": [host for host in os.environ.get("DITAN_OIDC_HOSTS", "").split(",") if host],
}
"""Single sign-on, switched off without an issuer. `hosts` are further hosts of the issuer's own endpoints."""

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# Assets are served from where they stand in the packages: no collecting step, in a work tree as in the wheel.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600
CSRF_FAILURE_VIEW = "ditan.web.views_errors.forged"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
UPLOAD_DIR = VAR_DIR / "uploads"
DOWNLOAD_DIR = VAR_DIR / "downloads"
"""Where long exports lie until they expire; no web server serves it."""
DOWNLOAD_DAYS = int(os.environ.get("DITAN_DOWNLOAD_DAYS", "7"))
NOTICE_RETRY_PAUSE = 5.0
"""Seconds before a message that a channel did not take is tried again."""
DISTRICT_NAME = os.environ.get("DITAN_DISTRICT_NAME", "")
"""The district that this installation serves, shown in the top bar until it is edited on the screen."""
TRUSTED_PROXIES = [each for each in os.environ.get("DITAN_TRUSTED_PROXIES", "").split(",") if each]
"""Addresses or networks of the proxies in front of us: only what they say of a request's origin is believed."""
ANCHOR_DIR = Path(os.environ.get("DITAN_ANCHOR_DIR", VAR_DIR / "anchors"))
"""Where each seal of the log is told outside the database; best on another disk, or one that is written once."""
ARCHIVE_DIR = Path(os.environ.get("DITAN_ARCHIVE_DIR", VAR_DIR / "archive"))
"""Where `ditan audit archive` lays the oldest blocks of the log."""
AUDIT_KEEP_MONTHS = int(os.environ.get("DITAN_AUDIT_KEEP_MONTHS", "12"))
"""How long the log stays in the database; less than 12 months is refused."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "ditan.web.console.ConsoleHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
