"""All writes of the message centre."""

from ditan.base.notices.services.announcing import announce, mark_announcement_read, withdraw
from ditan.base.notices.services.notifying import Message, notify, notify_many
from ditan.base.notices.services.reading import mark_all_read, mark_read
from ditan.base.notices.services.setting import resend, reset_wording, send_test, set_channel, set_wording

__all__ = [
    "Message",
    "announce",
    "mark_all_read",
    "mark_announcement_read",
    "mark_read",
    "notify",
    "notify_many",
    "resend",
    "reset_wording",
    "send_test",
    "set_channel",
    "set_wording",
    "withdraw",
]
