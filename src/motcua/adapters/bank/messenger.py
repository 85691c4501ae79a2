"""The bank's messenger: calls the notice door over HTTP until it is heard."""

import httpx

from motcua.foundation import jobs, plugs
from motcua.kernel import present
from motcua.kernel.errors import Weather

from . import book, protocol
from .gateway import DemoBank

_PATIENCE = 10.0  # seconds


@jobs.task(name="bank.tell")
def tell(*, reference: str) -> None:
    """Tell about one payment; anything but "heard" is tried again by the queue.

    :raises Weather: nobody answered, or not with a word that means heard
    """
    message = plugs.get(DemoBank).telling(reference, at=present.now())
    try:
        with httpx.Client(timeout=_PATIENCE, trust_env=False) as client:
            answer = client.get(f"{book.notice_url(reference)}?{message}")
            heard = answer.json().get("RspCode") in protocol.HEARD
    except (httpx.HTTPError, ValueError, AttributeError) as wrong:
        raise Weather(f"the notice door does not answer: {type(wrong).__name__}") from wrong
    if not heard:
        raise Weather(f"the notice door answered {answer.status_code}")
