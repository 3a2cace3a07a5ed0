"""The timeline's answers at many events: how long they take, and beside other tools; `python -m tests.bench.browse`."""
