"""Signatures of manifests with the user's own SSH key, in the format that ``ssh-keygen -Y sign`` and ``verify`` know.

References
----------
OpenSSH, ``PROTOCOL.sshsig``.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from firsthand.errors import MissingExtra, WrongUse

NAMESPACE = "firsthand-bundle"
"""What the signature is for: one made for anything else is none of a bundle."""
_MAGIC, _HASH = b"SSHSIG", "sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_LONGEST = 100_000  # characters of a signature: the longest keys need a tenth of it
_ED25519, _RSA = "ssh-ed25519", "rsa-sha2-512"


@dataclass(frozen=True, slots=True)
class Key:
    """A private key of the user; only :func:`sign` looks into it."""

    private: Any
    public: bytes


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed: the public key as OpenSSH writes it, and its fingerprint, which people compare."""

    public: bytes
    kind: str

    @property
    def fingerprint(self) -> str:
        """The fingerprint as ``ssh-keygen -l`` prints it."""
        return _fingerprint(self.public)


def load_key(path: Path, ask: Callable[[], str]) -> Key:
    """The private key at `path`: Ed25519 or RSA, as OpenSSH or PEM. `ask` gives its passphrase, if it has one.

    Raises
    ------
    WrongUse
        It cannot be read, or is of another kind.
    """
    kinds, loaders, encoding = _tools()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"the key {path} cannot be read: {error.strerror}") from error
    ssh, pem = loaders
    load = ssh if b"OPENSSH PRIVATE KEY" in content else pem
    try:
        try:
            private: Any = load(content, None)
        except TypeError:  # it has a passphrase
            private = load(content, ask().encode("utf8"))
    except Exception as error:  # the library has many errors for one thing
        raise WrongUse(f"the key {path} cannot be used: {error or 'wrong passphrase'}") from error
    if not isinstance(private, kinds):
        raise WrongUse(f"the key {path} is of a kind that does not sign the same way twice: give an Ed25519 or RSA key")
    line = private.public_key().public_bytes(encoding.Encoding.OpenSSH, encoding.PublicFormat.OpenSSH)
    return Key(private, base64.b64decode(line.split()[1]))


def load_public(path: Path) -> bytes:
    """The public key in a file that ends in ``.pub``.

    Raises
    ------
    WrongUse
        There is none.
    """
    try:
        words = path.read_bytes().split()
    except OSError as error:
        raise WrongUse(f"the key {path} cannot be read: {error.strerror}") from error
    try:
        kind, encoded = words[0].decode("ascii"), base64.b64decode(words[1], validate=True)
        if _Parts(encoded).text() == kind:
            return encoded
    except (IndexError, ValueError, struct.error):
        pass
    raise WrongUse(f"{path} is no public key of OpenSSH: give the file that ends in .pub")


def sign(key: Key, message: BinaryIO) -> bytes:
    """The signature of all that `message` holds."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    algorithm = _RSA if isinstance(key.private, RSAPrivateKey) else _ED25519
    signed = _signed(message, _HASH)
    raw = key.private.sign(signed, *_rsa_arguments()) if algorithm == _RSA else key.private.sign(signed)
    blob = _MAGIC + struct.pack(">I", 1)
    for part in (key.public, NAMESPACE, "", _HASH, _packed(algorithm) + _packed(raw)):
        blob += _packed(part)
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode("ascii")


def check_signature(signature: bytes, message: BinaryIO) -> SignedBy | None:
    """Whose signature of `message` it is; None where it is none, or one of something else.

    Raises
    ------
    MissingExtra
        The library that checks signatures is not installed.
    """
    from_ssh = _public_loader()
    try:
        public, hash_name, algorithm, raw = _read(signature)
        key = from_ssh(b" ".join([_Parts(public).text().encode("ascii"), base64.b64encode(public)]))
        signed = _signed(message, hash_name)
        if algorithm == _ED25519 and hasattr(key, "public_bytes_raw"):
            key.verify(raw, signed)
        elif algorithm == _RSA and hasattr(key, "public_numbers"):
            key.verify(raw, signed, *_rsa_arguments())
        else:
            return None
    except Exception:  # whatever a forged signature makes of the library: it is none
        return None
    return SignedBy(public, algorithm)


def _read(signature: bytes) -> tuple[bytes, str, str, bytes]:
    """The public key, hash, algorithm and raw bytes of an armoured signature."""
    text = signature.decode("ascii")
    if len(text) > _LONGEST or not text.startswith(f"{_BEGIN}\n") or not text.endswith(f"\n{_END}\n"):
        raise ValueError
    blob = base64.b64decode("".join(text.split("\n")[1:-2]), validate=True)
    if blob[:6] != _MAGIC or blob[6:10] != b"\0\0\0\1":
        raise ValueError
    parts = _Parts(blob[10:])
    public, namespace, _, hash_name, inner = parts.next(), parts.text(), parts.next(), parts.text(), parts.next()
    if namespace != NAMESPACE or hash_name not in ("sha256", "sha512") or parts.left:
        raise ValueError
    last = _Parts(inner)
    return public, hash_name, last.text(), last.next()


def _signed(message: BinaryIO, hash_name: str) -> bytes:
    message.seek(0)
    digest = hashlib.new(hash_name)
    while chunk := message.read(1 << 20):
        digest.update(chunk)
    parts: tuple[bytes | str, ...] = (NAMESPACE, "", hash_name, digest.digest())
    return _MAGIC + b"".join(map(_packed, parts))


def _packed(part: bytes | str) -> bytes:
    encoded = part.encode("ascii") if isinstance(part, str) else part
    return struct.pack(">I", len(encoded)) + encoded


class _Parts:
    """Reads strings with their lengths before them."""

    def __init__(self, blob: bytes) -> None:
        self.left = blob

    def next(self) -> bytes:
        """The next string."""
        (length,) = struct.unpack(">I", self.left[:4])
        part, self.left = self.left[4 : 4 + length], self.left[4 + length :]
        if len(part) != length:
            raise ValueError
        return part

    def text(self) -> str:
        """The next string as text."""
        return self.next().decode("ascii")


def _fingerprint(public: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(public).digest()).decode("ascii").rstrip("=")


def _tools() -> tuple[Any, tuple[Callable[..., Any], Callable[..., Any]], Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    except ImportError:
        raise MissingExtra("signing a bundle", "sign") from None
    loaders = (serialization.load_ssh_private_key, serialization.load_pem_private_key)
    return (Ed25519PrivateKey, RSAPrivateKey), loaders, serialization


def _public_loader() -> Callable[[bytes], Any]:
    try:
        from cryptography.hazmat.primitives.serialization import load_ssh_public_key
    except ImportError:
        raise MissingExtra("checking a signature", "sign") from None
    return load_ssh_public_key


def _rsa_arguments() -> tuple[Any, Any]:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA512

    return PKCS1v15(), SHA512()
