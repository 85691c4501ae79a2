"""A city whose webhooks may call loopback."""

from collections.abc import Iterator

import pytest

from motcua.adapters.webhooks import WebhookCourier
from motcua.foundation import plugs
from motcua.modules.broadcast.ports import Courier, Voice
from motcua.modules.broadcast.rules.addresses import networks


@pytest.fixture
def loopback() -> Iterator[None]:
    """Only there, and by http."""
    courier = WebhookCourier(allowed=networks("127.0.0.0/8"), is_https_needed=True)
    with plugs.instead(Courier, courier), plugs.instead(Voice, Voice("https://mau.example")):
        yield
