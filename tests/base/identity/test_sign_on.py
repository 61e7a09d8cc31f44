"""Single sign-on against a real identity server: the whole way, and everything that must not get through."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit.models import Entry
from ditan.base.identity.errors import SignOnRefused
from ditan.base.identity.models import ExternalAccount
from ditan.base.identity.oidc.flow import Journey, discovered
from ditan.base.identity.oidc.outgoing import Outgoing
from ditan.base.identity.oidc.provider import Provider, provider
from tests.base.identity.identity_server import IdentityServer, query_of, running

START, BACK = "/identity/oidc/start/", "/identity/oidc/back/"


@pytest.fixture(scope="module")
def server() -> Iterator[IdentityServer]:
    with running(clerk={"name": "李明", "employee": "E-7"}) as found:
        yield found


@pytest.fixture(autouse=True)
def configured(server: IdentityServer, settings: Any) -> None:
    configure(settings, server)


def configure(settings: Any, server: IdentityServer, **more: Any) -> None:
    settings.OIDC = {
        "issuer": server.issuer,
        "client_id": "ditan",
        "client_secret": "only-for-tests",
        "claim": "sub",
        "label": "统一身份认证登录",
        "create": False,
        "hosts": [],
        **more,
    }


def own(**more: Any) -> Provider:
    known = {"issuer": "https://sso.example", "client_id": "ditan", "client_secret": "", "claim": "sub", "label": ""}
    return Provider(**{**known, "create": False, **more})


def gone_out(client: Client, server: IdentityServer, subject: str = "clerk", onward: str = "") -> str:
    """The address to which the identity server sends the browser back."""
    out = client.get(START, {"next": onward} if onward else {})
    assert out.status_code == 302
    return server.sign_in(out["Location"], subject)


def nobody_entered(client: Client, answer: Any, why: str) -> None:
    """Refused: on the log-in page with the reason, in the log, and without a session."""
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert why in "".join(str(each) for each in get_messages(answer.wsgi_request))
    assert "_auth_user_id" not in client.session
    assert why in Entry.objects.get(act="identity.sign_on_refused").detail
    assert not Entry.objects.filter(act="accounts.signed_in").exists()


def test_who_proves_it_over_there_is_signed_in_here(client: Client, server: IdentityServer, clerk: User) -> None:
    answer = client.get(gone_out(client, server, onward="/plans/"))
    assert (answer.status_code, answer["Location"]) == (302, "/plans/")
    assert client.session["_auth_user_id"] == str(clerk.pk)
    assert Entry.objects.get(act="accounts.signed_in").detail == "统一身份认证"
    assert client.get("/plans/").status_code == 200


def test_the_way_out_carries_state_nonce_and_a_challenge_that_the_way_back_meets(
    client: Client, server: IdentityServer, clerk: User
) -> None:
    address = client.get(START)["Location"]
    out = query_of(address)
    kept = Journey(**client.session["oidc_journey"])
    digest = hashlib.sha256(kept.verifier.encode()).digest()
    assert (out["state"], out["nonce"], out["code_challenge_method"]) == (kept.state, kept.nonce, "S256")
    assert out["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert kept.verifier not in str(out)
    client.get(server.sign_in(address, "clerk"))
    assert server.posted[-1]["code_verifier"] == [kept.verifier]
    assert len(kept.verifier) == 64


def test_a_synced_account_is_found_by_its_external_id_under_any_name(
    client: Client, server: IdentityServer, clerk: User, settings: Any
) -> None:
    configure(settings, server, claim="employee")
    ExternalAccount.objects.create(external_id="E-7", user=clerk, synced_at=timezone.now())
    User.objects.filter(pk=clerk.pk).update(username="li.ming")
    client.get(gone_out(client, server))
    assert client.session["_auth_user_id"] == str(clerk.pk)


def test_a_state_of_somebody_else_is_refused(client: Client, server: IdentityServer, clerk: User) -> None:
    gone_out(client, server)
    theirs = gone_out(Client(), server)
    nobody_entered(client, client.get(theirs), "state 不符")


def test_a_way_back_without_a_way_out_is_refused(client: Client, server: IdentityServer, clerk: User) -> None:
    nobody_entered(client, client.get(gone_out(Client(), server)), "不是从本系统发起")


def test_a_way_back_serves_once(client: Client, server: IdentityServer, clerk: User) -> None:
    address = gone_out(client, server)
    client.get(address)
    client.logout()
    assert client.get(address)["Location"] == "/login/"
    assert "_auth_user_id" not in client.session


def test_a_wrong_nonce_is_refused(client: Client, server: IdentityServer, clerk: User) -> None:
    address = gone_out(client, server)
    session = client.session
    session["oidc_journey"] = {**session["oidc_journey"], "nonce": "another"}
    session.save()
    nobody_entered(client, client.get(address), "身份凭证校验不通过（nonce）")


def test_an_old_way_out_is_refused(client: Client, server: IdentityServer, clerk: User) -> None:
    address = gone_out(client, server)
    session = client.session
    session["oidc_journey"] = {**session["oidc_journey"], "at": timezone.now().timestamp() - 601}
    session.save()
    nobody_entered(client, client.get(address), "登录请求已过期")


def test_a_token_for_another_client_is_refused(
    client: Client, server: IdentityServer, clerk: User, settings: Any
) -> None:
    address = gone_out(client, server)
    configure(settings, server, client_id="another")
    assert client.get(address)["Location"] == "/login/"
    assert "_auth_user_id" not in client.session


def test_an_issuer_that_calls_itself_otherwise_is_refused(
    client: Client, server: IdentityServer, clerk: User, settings: Any
) -> None:
    configure(settings, server, issuer=f"{server.issuer}/")
    nobody_entered(client, client.get(START), "自报的地址与配置不符")


def test_an_answer_in_the_name_of_another_issuer_is_refused(
    client: Client, server: IdentityServer, clerk: User
) -> None:
    nobody_entered(client, client.get(f"{gone_out(client, server)}&iss=https://evil.example"), "另一台认证服务器")


def test_an_expired_identity_is_refused(client: Client, clerk: User, settings: Any) -> None:
    with running(seconds=-120) as late:
        configure(settings, late)
        nobody_entered(client, client.get(gone_out(client, late)), "身份凭证校验不通过（exp）")


def test_keys_of_another_server_prove_nothing(
    client: Client, server: IdentityServer, clerk: User, settings: Any
) -> None:
    address = gone_out(client, server)
    with running() as foreign:
        configure(settings, foreign)
        assert client.get(address)["Location"] == "/login/"
    assert "_auth_user_id" not in client.session


def test_who_cancels_over_there_is_told_so(client: Client, server: IdentityServer, clerk: User) -> None:
    back = server.deny(client.get(START)["Location"])
    state = client.session["oidc_journey"]["state"]
    nobody_entered(client, client.get(f"{back}&state={state}"), "没有通过或已取消")


def test_somebody_unknown_does_not_enter_and_no_account_is_made(
    client: Client, server: IdentityServer, db: None
) -> None:
    nobody_entered(client, client.get(gone_out(client, server, "stranger")), "本系统没有您的账号")
    assert User.objects.count() == 0


def test_a_disabled_account_does_not_enter(client: Client, server: IdentityServer, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    nobody_entered(client, client.get(gone_out(client, server)), "该账号已停用")


def test_a_superuser_does_not_enter(client: Client, server: IdentityServer, clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_superuser=True)
    nobody_entered(client, client.get(gone_out(client, server)), "试用账号不能")


def test_where_it_is_allowed_an_unknown_person_gets_an_account_without_a_password_or_role(
    client: Client, server: IdentityServer, db: None, settings: Any
) -> None:
    configure(settings, server, create=True)
    client.get(gone_out(client, server, "clerk"))
    made = User.objects.get()
    assert (made.username, made.last_name, made.has_usable_password()) == ("clerk", "李明", False)
    assert made.get_all_permissions() == set()
    assert made.external_account.external_id == "clerk"
    assert Entry.objects.get(act="identity.account_made").target_name == "clerk"


def test_a_name_that_belongs_to_another_external_id_is_not_taken_over(
    client: Client, server: IdentityServer, clerk: User, settings: Any
) -> None:
    ExternalAccount.objects.create(external_id="E-8", user=clerk, synced_at=timezone.now())
    configure(settings, server, create=True)
    nobody_entered(client, client.get(gone_out(client, server)), "已属于另一个外部账号")


def test_without_the_claim_nobody_enters(client: Client, server: IdentityServer, clerk: User, settings: Any) -> None:
    configure(settings, server, claim="payroll")
    nobody_entered(client, client.get(gone_out(client, server)), "没有可用的“payroll”")


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_the_way_onward_never_leaves_the_site(client: Client, server: IdentityServer, clerk: User, onward: str) -> None:
    assert client.get(gone_out(client, server, onward=onward))["Location"] == "/"


def test_the_log_in_page_shows_the_button_only_where_it_leads_somewhere(
    client: Client, server: IdentityServer, settings: Any, db: None
) -> None:
    assert "统一身份认证登录" in client.get("/login/").content.decode()
    configure(settings, server, issuer="")
    assert "统一身份认证登录" not in client.get("/login/").content.decode()
    nobody_entered(client, client.get(START), "没有启用统一身份认证")


def test_a_server_that_is_not_there_is_said_in_words(
    client: Client, server: IdentityServer, settings: Any, db: None
) -> None:
    configure(settings, server, issuer="http://127.0.0.1:9")
    nobody_entered(client, client.get(START), "暂时连不上统一身份认证服务器")


@pytest.mark.parametrize("issuer", ["http://sso.example", "ftp://sso.example", "file:///etc/passwd"])
def test_an_issuer_without_https_is_refused(server: IdentityServer, settings: Any, issuer: str) -> None:
    configure(settings, server, issuer=issuer)
    with pytest.raises(SignOnRefused, match="须以 https:// 开头"):
        provider()


@pytest.mark.parametrize(
    "url",
    [
        "http://sso.example/token",
        "https://sso.example:8443/token",
        "https://sso.example.evil/token",
        "https://evil.example/token",
        "https://sso.example@evil.example/token",
        "https://user:pass@sso.example/token",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:8000/",
        "file:///etc/passwd",
        "https://sso.example:port/",
        "//sso.example/token",
        "",
    ],
)
def test_no_address_but_the_issuers_is_called(url: str) -> None:
    assert not own().permits(url)
    with pytest.raises(SignOnRefused, match="不属于已配置的认证服务器"):
        Outgoing(own()).get(url, withhold_token=True)


def test_the_issuers_own_addresses_and_allowed_hosts_are_called() -> None:
    assert own().permits("https://sso.example/token")
    assert own().permits("https://SSO.example:443/keys?x=1")
    assert own(hosts=("keys.example:8443",)).permits("https://keys.example:8443/jwks")
    assert not own(hosts=("keys.example:8443",)).permits("https://keys.example/jwks")


@given(name=st.text("so.e-1", min_size=1, max_size=8))
def test_only_the_host_of_the_issuer_is_permitted(name: str) -> None:
    assert own().permits(f"https://{name}.example/token") == (name == "sso")


def test_discovery_that_points_elsewhere_is_refused(server: IdentityServer) -> None:
    inside = own(issuer=server.issuer)
    assert discovered(inside)["jwks_uri"] == f"{server.issuer}/jwks"
    outside = own(issuer=server.issuer.replace("localhost", "127.0.0.1"))
    assert discovered(outside)["jwks_uri"].startswith("http://127.0.0.1:")
    assert not outside.permits(f"{server.issuer}/jwks")


def test_the_provider_does_not_show_its_secret() -> None:
    assert "only-for-tests" not in repr(own(client_secret="only-for-tests"))
