"""Turn a database that is away, or too slow, into a plain page instead of an error."""

import logging
from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from diplomacy import errors

RETRY_SECONDS = 10
log = logging.getLogger(__name__)


class PolicyMiddleware(CSPMiddleware):
    """Write the content security policy of the settings once a process: no page of ours asks for another one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._policy = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy, but for Django's own pages with tracebacks, which need another one."""
        if settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._policy)
        return response


class DatabaseAwayMiddleware:
    """Answer 503, and when to come again, while the database does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the database; any other error takes its usual way."""
        too_slow = errors.is_too_slow(exception)
        if not too_slow and not errors.is_away(exception):
            return None
        log.error("%s: %s", request.path, " ".join(str(exception).split()))
        # No request is passed: a context processor might ask the database who the reader is.
        page = render_to_string("503.html", {"too_slow": too_slow})
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
