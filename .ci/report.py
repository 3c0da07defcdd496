"""What a test in a browser came to: one line for each check."""
import time


class Report:
    def __init__(self):
        self.failures = 0
        self.begun = time.monotonic()

    def check(self, name, problems, note=""):
        for problem in problems:
            print(f"FAIL  {name}: {problem}")
        if not problems:
            print(f"ok    {name}" + (f" ({note})" if note else ""), flush=True)
        self.failures += len(problems)

    def run(self, tab, parts):
        """Runs named parts; one that breaks off is a failure, and the others go on."""
        for name, part in parts:
            try:
                part()
            except (LookupError, RuntimeError, TimeoutError, TypeError) as error:
                self.check(name, [f"broke off at {tab.evaluate('location.href')}: {error!r}"])

    def end(self):
        """The exit code."""
        print(f"{self.failures} failures, {time.monotonic() - self.begun:.0f} s")
        return 1 if self.failures else 0
