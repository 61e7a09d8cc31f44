"""What is stored of messages: the message to one person, its wording, and what was sent outside the platform."""

from ditan.base.notices.models.delivery import CHANNELS, Channel, Delivery, DeliveryState
from ditan.base.notices.models.notice import Notice, NoticeTemplate

__all__ = ["CHANNELS", "Channel", "Delivery", "DeliveryState", "Notice", "NoticeTemplate"]
