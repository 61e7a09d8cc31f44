from django.urls import path

from ditan.base.accounts.views import factors, making, managing, own, policy, releasing

app_name = "accounts"
urlpatterns = [
    path("", managing.accounts, name="list"),
    path("new/", making.new, name="new"),
    path("<int:pk>/disable/", managing.disable, name="disable"),
    path("<int:pk>/enable/", managing.enable, name="enable"),
    path("<int:pk>/unlock/", managing.unlock, name="unlock"),
    path("<int:pk>/reset/", managing.reset, name="reset"),
    path("<int:pk>/remove-factor/", managing.remove_factor, name="remove_factor"),
    path("unlock-address/", managing.unlock_address, name="unlock_address"),
    path("me/", own.me, name="me"),
    path("me/factor/", factors.enrol, name="enrol"),
    path("me/factor/remove/", factors.remove, name="remove"),
    path("step-up/", factors.step_up, name="step_up"),
    path("waiting/", releasing.waiting, name="waiting"),
    path("<int:pk>/release/", releasing.release, name="release"),
    path("policy/", policy.policy, name="policy"),
]
