"use strict";
// Passkeys: makes one, or asks one for what opens the notebook. What it gives goes to this
// notebook's own address and is kept nowhere.
{
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  const plain = (given) => btoa(String.fromCharCode(...new Uint8Array(given)));
  const text = (given) => plain(given).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  async function secretOf(rpId, challenge, keys) {
    const salts = keys.map(({ id, salt }) => [id, { first: bytes(salt) }]);
    const given = await navigator.credentials.get({
      publicKey: {
        rpId,
        challenge: bytes(challenge),
        userVerification: "required",
        allowCredentials: keys.map(({ id }) => ({ type: "public-key", id: bytes(id) })),
        extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
      },
    });
    return [text(given.rawId), given.getClientExtensionResults().prf?.results?.first];
  }

  async function make(form, { challenge, salt, rp, user }) {
    const made = await navigator.credentials.create({
      publicKey: {
        rp,
        user: { ...user, id: bytes(user.id) },
        challenge: bytes(challenge),
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
        extensions: { prf: { eval: { first: bytes(salt) } } },
      },
    });
    const { prf } = made.getClientExtensionResults();
    if (!prf?.enabled) return "without";
    const id = text(made.rawId);
    const now = prf.results?.first ?? (await secretOf(rp.id, challenge, [{ id, salt }]))[1];
    if (!now) return "without";
    const { clientDataJSON, attestationObject } = made.response;
    const response = { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) };
    form.elements.answer.value = JSON.stringify({ id, rawId: id, type: made.type, response });
    form.elements.secret.value = text(now);
    return "";
  }

  async function open(form, { challenge, rpId, keys }) {
    const [id, secret] = await secretOf(rpId, challenge, keys);
    if (!secret) return "without";
    form.elements.credential.value = id;
    form.elements.secret.value = text(secret);
    return "";
  }

  for (const form of document.querySelectorAll("[data-passkey-new], [data-passkey]")) {
    const told = form.querySelector("[data-passkey-told]");
    const way = "passkeyNew" in form.dataset ? make : open;
    const go = form.querySelector("[data-passkey-go]");
    if (!window.PublicKeyCredential) form.hidden = way === open;
    go.addEventListener("click", async () => {
      go.disabled = true;
      told.hidden = true;
      const wrong = await way(form, JSON.parse(form.dataset.options)).catch(() => "stopped");
      if (!wrong) return form.submit();
      go.disabled = false;
      told.textContent = told.dataset[wrong];
      told.hidden = false;
    });
  }
}
