"""What goes wrong in a browser without the page showing it."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# Chromium repeats each bad answer and each lost request in the console; those are noted from their events.
REPEATED = "Failed to load resource"
# A page that is left, and a request that a newer one replaces, end theirs themselves.
ENDED_BY_THE_PAGE = "net::ERR_ABORTED"
# With these htmx tells of a request that a newer one replaced; of one that was lost it tells "htmx:sendError" too.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")


class Faults:
    """The faults of all windows of a test, one line each."""

    def __init__(self) -> None:
        self._contexts: list[BrowserContext] = []
        self._lines: list[str] = []
        self._expected: set[int] = set()

    def expect(self, status: int) -> None:
        """Let pages answer with a status that is a fault anywhere else."""
        self._expected.add(status)

    def watch(self, context: BrowserContext) -> None:
        """Note what goes wrong in a window from now on."""
        self._contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._lines.append(f"exception: {error.error}"))
        context.on("requestfailed", self._lost)
        context.on("response", self._answered)

    def seen(self) -> list[str]:
        """Give the faults so far."""
        for context in self._contexts:
            for page in context.pages:
                page.evaluate("0")  # what the browser has told by now is handed on before the answer to this
        return list(self._lines)

    def take(self) -> list[str]:
        """Give the faults so far, and forget them."""
        seen, self._lines = self.seen(), []
        return seen

    def _console(self, message: ConsoleMessage) -> None:
        is_noise = REPEATED in message.text or message.text.startswith(REPLACED)
        if message.type in ("error", "warning") and not is_noise:
            self._lines.append(f"console {message.type}: {message.text}")

    def _lost(self, request: Request) -> None:
        if request.failure != ENDED_BY_THE_PAGE:
            self._lines.append(f"lost: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self._lines.append(f"answer: {response.status} {response.request.method} {response.url}")
