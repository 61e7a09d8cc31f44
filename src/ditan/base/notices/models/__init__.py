"""What is stored of messages: the message to one person, its wording, what was sent outside, and announcements."""

from ditan.base.notices.models.announcement import Announcement, AnnouncementRead
from ditan.base.notices.models.channel import ChannelSetting
from ditan.base.notices.models.delivery import CHANNELS, Channel, Delivery, DeliveryState
from ditan.base.notices.models.notice import Notice, NoticeTemplate

__all__ = [
    "CHANNELS",
    "Announcement",
    "AnnouncementRead",
    "Channel",
    "ChannelSetting",
    "Delivery",
    "DeliveryState",
    "Notice",
    "NoticeTemplate",
]
