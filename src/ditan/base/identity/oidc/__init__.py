"""Single sign-on by OpenID Connect: authorization code with PKCE, state and nonce, and one gate for outgoing calls."""
