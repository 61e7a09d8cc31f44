"""All writes of accounts: each in one transaction with its row in the log."""

from ditan.base.accounts.services.factors import confirm_totp, enrol_totp, remove_totp, use_code
from ditan.base.accounts.services.making import NewAccount, make_account
from ditan.base.accounts.services.managing import (
    disable,
    disable_unused,
    enable,
    reset_password,
    unlock,
    unlock_address,
)
from ditan.base.accounts.services.passwords import change_password
from ditan.base.accounts.services.releasing import release
from ditan.base.accounts.services.setting_up import issue_setup_code, make_first_administrators
from ditan.base.accounts.services.signing_in import check_password, check_second, complete

__all__ = [
    "NewAccount",
    "change_password",
    "check_password",
    "check_second",
    "complete",
    "confirm_totp",
    "disable",
    "disable_unused",
    "enable",
    "enrol_totp",
    "issue_setup_code",
    "make_account",
    "make_first_administrators",
    "release",
    "remove_totp",
    "reset_password",
    "unlock",
    "unlock_address",
    "use_code",
]
