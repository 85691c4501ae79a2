"""The HTTP cable of webhooks: posts letters to endpoints of strangers, and to nobody inside."""

from .courier import WebhookCourier

__all__ = ["WebhookCourier"]
