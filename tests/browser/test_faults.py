"""The guard itself: what is wrong in a page must fail its test."""

import pytest

FAULTY = {
    "inline style": ('<p style="color: red">x</p>', "style-src"),
    "inline script": ("<script>1</script>", "script-src"),
    "what is not there": ('<img src="/static/vendor/none.png" alt="">', "answer: 404 GET"),
    "image from elsewhere": ('<img src="http://127.0.0.1:1/x.png" alt="">', "img-src"),
}
WITHOUT_JAVASCRIPT = [case for case in FAULTY if case != "inline script"]
CASES = [(case, True) for case in FAULTY] + [(case, False) for case in WITHOUT_JAVASCRIPT]


@pytest.mark.parametrize(("case", "javascript"), CASES)
def test_a_fault_of_a_page_is_noted(visit, faults, case, javascript):
    body, word = FAULTY[case]
    page = visit("/admin/login/", javascript=javascript)
    answer = page.request.get("/admin/login/")
    page.route(
        "**/faulty/", lambda route: route.fulfill(response=answer, body=f"<!doctype html><title>x</title>{body}")
    )

    page.goto("/faulty/")
    page.wait_for_load_state("networkidle")

    seen = faults.take()
    assert any(word in line for line in seen), seen


def test_an_exception_and_a_console_error_are_noted(visit, faults):
    page = visit("/admin/login/")

    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { console.error('one'); throw new Error('two') })")

    assert faults.take() == ["console error: one", "exception: two"]


def test_an_announced_status_is_no_fault(visit, faults):
    faults.expect(404)

    visit("/no/such/page/")

    assert faults.seen() == []
