"""Signatures of this installation over what it published (Ed25519), and their check.

The private key lies in the data folder, where only the owner can read it, and is in no copy: an installation that was
put back signs with a new one, and still knows the old public keys.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

# What is signed says what for, so that no signature can be used for anything else.
PURPOSE = b"roedtraad publication 1\n"


def sign(sha256: str, *, publication: str) -> tuple[bytes, bytes]:
    """Return the public key and the signature over a file's checksum and the publication that it is."""
    key = _private_key()
    return key.public_key().public_bytes_raw(), key.sign(_message(sha256, publication))


def is_signed(sha256: str, *, publication: str, public: bytes, signature: bytes) -> bool:
    """Return whether a signature over a checksum and a publication is one of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(sha256, publication))
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(sha256: str, publication: str) -> bytes:
    return PURPOSE + f"{publication}\n{sha256}\n".encode()


def _private_key() -> Ed25519PrivateKey:
    """Return the key of the installation; the first time, one is made."""
    path = Path(settings.DATA_DIR) / "signing_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"signing_key.{os.getpid()}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        with suppress(
            FileExistsError
        ):  # of two processes that make one at the same moment, the first one's counts
            os.link(part, path)
        part.unlink()
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
