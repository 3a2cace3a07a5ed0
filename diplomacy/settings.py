"""Settings of Readout; every choice of the place it runs in comes from the environment.

DATABASE_URL               a PostgreSQL server, 15 or later; without it, our own in READOUT_POSTGRES
READOUT_POSTGRES           folder of our own PostgreSQL                           var/postgres
READOUT_STATEMENT_TIMEOUT  milliseconds until a query is ended, 0 for never       0; the web server: 15000
READOUT_HTTPS              1 where readers come by https, through a proxy         0
READOUT_HOSTS              host names we answer to, commas between                127.0.0.1,localhost,[::1]
READOUT_SECRET_KEY         the secret behind sessions                             var/secret-key, made on first use
READOUT_DEBUG              1 for Django's pages with tracebacks                   0
READOUT_LOG_LEVEL          DEBUG, INFO, WARNING or ERROR                          INFO
READOUT_INDEX_FROM         events from which on the timeline is indexed in memory    2000
READOUT_MAX_CHARS          longest text we read, in characters                    1000000
READOUT_WORKERS            workers that `make run` starts beside the web server   1
READOUT_STALLED_SECONDS    silence after which a worker counts as dead            30
READOUT_RETRY_SECONDS      wait before an article that failed is tried again      10
READOUT_PATIENCE_SECONDS   how long `ingest` waits for a database that went away  30
"""

import hashlib

from diplomacy import environment, folders

BASE_DIR = folders.ROOT
DEBUG = environment.truth("READOUT_DEBUG")
SECRET_KEY = environment.secret_key(folders.var() / "secret-key")
ALLOWED_HOSTS = environment.words("READOUT_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "diplomacy.urls"
WSGI_APPLICATION = "diplomacy.wsgi.application"

INSTALLED_APPS = [
    "timeline.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # pages of allauth.mfa tell times by it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "diplomacy.accounts",
    "whitenoise.runserver_nostatic",  # static files are served alike in development and production
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "timeline",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "diplomacy.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A result page shrinks to a sixth. Tokens are masked anew in each answer, so its length tells nothing of them.
    "django.middleware.gzip.GZipMiddleware",
    "diplomacy.middleware.DatabaseAwayMiddleware",
    "timeline.rights.RefusalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "diplomacy" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
    {
        # Macros for long lists, see `timeline.templatetags.parts`.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "diplomacy.jinja.environment", "trim_blocks": True, "lstrip_blocks": True},
    },
]

DATABASES = {
    "default": environment.database()
    # A connection serves many requests; one that died with its server is replaced, not shown as an error.
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The time of the change itself, not of its transaction: it puts changes of several tables in order.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"

LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = folders.var() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Everything a page needs comes from this server; no inline script or style, no frame, no plug-in.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# What browsers would let a page do and ours never does. Only names they know: each other one is a warning.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
        "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
        "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
}  # fmt: skip
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# `make run` serves http on this machine's own loopback address, where a browser refuses secure cookies and there is
# nothing to redirect to. Where readers come through a proxy with https, READOUT_HTTPS=1 turns all of it on; gunicorn
# believes the proxy's X-Forwarded-Proto only when the proxy is on the same machine.
HTTPS = environment.truth("READOUT_HTTPS")
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Browsers give cookies to every port of a host: two sites of one machine keep theirs apart by their secrets.
COOKIES = f"readout-{hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:8]}"
SESSION_COOKIE_NAME = f"{COOKIES}-session"
CSRF_COOKIE_NAME = f"{COOKIES}-csrf"
SILENCED_SYSTEM_CHECKS = [
    # HSTS for all subdomains, and the browsers' preload list: promises about a whole domain, which only its owner
    # can make, and the proxy is the place for them.
    "security.W005",
    "security.W021",
]
# Who signs in, and how. A working day is the longest that a forgotten browser stays signed in.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "admin:index"
SESSION_COOKIE_AGE = 12 * 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
ACCOUNT_ADAPTER = "diplomacy.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Wrong passwords are counted in the database, for all processes together (`diplomacy.accounts.locking`).
ACCOUNT_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Readout"
# Accounts need no e-mail address, so none is ever verified.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "diplomacy.accounts.adapter.KeyForm",
    "authenticate": "diplomacy.accounts.adapter.CodeForm",
    "reauthenticate": "diplomacy.accounts.adapter.CodeAgainForm",
}
# A browser takes passkeys on http://localhost without https, and nowhere else; never on an address of numbers.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.log_level("READOUT_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that does not exist is the reader's slip, not our fault
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns of every HEAD request that Django answers
        "procrastinate": {"level": "CRITICAL"},  # a worker says itself, in one line, what its user must know
    },
}

# The index of the timeline in memory: where its snapshot lies, and from how many events on it is worth having.
READOUT_INDEX = folders.var() / "index"
READOUT_INDEX_FROM = environment.whole_number("READOUT_INDEX_FROM", 2_000)
# Where the processes of this machine write down when which host may be asked again.
READOUT_FETCH_TURNS = folders.var() / "fetch-turns.json"
READOUT_MAX_CHARS = environment.whole_number("READOUT_MAX_CHARS", 1_000_000)

# Work in the background: the queue is in the database, `manage.py worker` takes from it.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["timeline.tasks"]
READOUT_WORKERS = environment.whole_number("READOUT_WORKERS", 1, least=0)
READOUT_STALLED_SECONDS = environment.whole_number("READOUT_STALLED_SECONDS", 30)
READOUT_RETRY_SECONDS = environment.whole_number("READOUT_RETRY_SECONDS", 10, least=0)
READOUT_PATIENCE_SECONDS = environment.whole_number("READOUT_PATIENCE_SECONDS", 30, least=0)
