"""A bundle verifies, says the owner of every changed byte, and lets nothing be done to whoever reads it."""

import json
import random
import subprocess
import zipfile
from io import BytesIO
from shutil import which

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from fictional_case import hostile_case, shuffled, the_case
from firsthand.bundle import load_key, load_public, verify, write_bundle
from firsthand.bundle.container import ContainerWriter
from firsthand.case import save
from firsthand.cli.bundle import command as bundle_command
from firsthand.cli.verify import command as verify_command
from firsthand.errors import OutputRefused, WrongUse


def bundled(case, **how):
    out = BytesIO()
    write_bundle(case, out, **how)
    return out.getvalue()


@pytest.fixture
def of_bytes(tmp_path):
    def check(content):
        path = tmp_path / "evidence.zip"
        path.write_bytes(content)
        return verify(path)

    return check


@pytest.fixture
def key(tmp_path):
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    encoding, form = serialization.Encoding, serialization.PrivateFormat
    (tmp_path / "key").write_bytes(private.private_bytes(encoding.PEM, form.OpenSSH, serialization.NoEncryption()))
    public = private.public_key().public_bytes(encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    (tmp_path / "key.pub").write_bytes(public + b" reporter\n")
    return tmp_path / "key"


def refilled(content, change):
    """The bundle with members as `change` makes them of their names and contents, with true checksums."""
    import zlib

    out = BytesIO()
    container = ContainerWriter(out)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            made = change(name, archive.read(name))
            if made is not None:
                container.add(name, BytesIO(made), len(made), zlib.crc32(made))
    container.close()
    return out.getvalue()


def test_it_verifies(of_bytes):
    found = of_bytes(bundled(the_case()))
    assert found.faults == ()
    assert (found.n_inputs, found.texts, found.signature) == (len(the_case().documents), True, "none")
    assert found.n_records > 10
    assert found.n_spans > 10


def test_hostile_texts_verify_too(of_bytes):
    assert of_bytes(bundled(hostile_case())).faults == ()


def test_the_same_case_gives_the_same_bytes_in_whatever_order_it_is_held():
    assert bundled(the_case()) == bundled(shuffled(the_case()))


def test_every_program_opens_it():
    with zipfile.ZipFile(BytesIO(bundled(the_case()))) as archive:
        assert archive.testzip() is None
        for line in archive.read("manifest.jsonl").splitlines():
            assert json.loads(line)["type"] in ("bundle", "input", "file", "record")


def test_any_byte_that_is_changed_is_told_with_what_it_belongs_to(of_bytes):
    content = bundled(the_case())
    rng = random.Random(3)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        edges = [info.header_offset + i for info in archive.infolist() for i in range(0, 60, 3)]
    positions = {*edges, *range(len(content) - 400, len(content), 5), *rng.sample(range(len(content)), 300)}
    for at in sorted(positions & set(range(len(content)))):
        changed = bytearray(content)
        changed[at] ^= 1 << rng.randrange(8)
        try:
            found = of_bytes(bytes(changed))
        except WrongUse:
            assert at < 60 or content[at - 30 : at + 30].find(b"firsthand bundle") >= 0  # the mark itself
            continue
        assert found.faults, f"byte {at} can be changed unseen"


def test_a_record_that_is_rewritten_is_named(of_bytes):
    claim = the_case().claims[0]

    def change(name, content):
        return content.replace(b'"deficit":', b'"deficit":1') if name == "records/claim.jsonl" else content

    faults = of_bytes(refilled(bundled(the_case()), change)).faults
    assert {f.where for f in faults} >= {f"claim {claim.id}"}
    assert all(f.where.startswith("claim ") and f.what == "was changed" for f in faults)


@pytest.mark.parametrize("how", ["fewer", "more"])
def test_records_that_go_or_come_are_named(of_bytes, how):
    def change(name, content):
        if name != "records/quotation.jsonl":
            return content
        lines = content.splitlines(keepends=True)
        return b"".join(lines[1:] if how == "fewer" else [*lines, lines[0]])

    faults = of_bytes(refilled(bundled(the_case()), change)).faults
    if how == "fewer":
        assert any(f.where.startswith("quotation ") and "missing" in f.what for f in faults)
    assert faults


def test_members_that_go_are_named(of_bytes):
    for gone in ("records/claim.jsonl", "README.txt"):
        content = bundled(the_case(), report=b"<p>page</p>")
        if gone == "README.txt":
            with pytest.raises(WrongUse):
                of_bytes(refilled(content, lambda name, made, gone=gone: None if name == gone else made))
            continue
        faults = of_bytes(refilled(content, lambda name, made, gone=gone: None if name == gone else made)).faults
        assert gone in {f.where for f in faults}


def test_a_document_is_held_against_its_input(of_bytes):
    def change(name, content):
        return content.replace(b'"text_sha256":"', b'"text_sha256":"0', 1) if name == "manifest.jsonl" else content

    faults = of_bytes(refilled(bundled(the_case()), change)).faults
    assert [f.where for f in faults] == [f"input {sorted(d.id for d in the_case().documents)[0]}"]


def test_without_texts_there_are_none(of_bytes):
    content = bundled(the_case(), texts=False)
    assert of_bytes(content).faults == ()
    for document in the_case().documents:
        assert document.text[:60].encode() not in content


def test_a_signature_is_the_key_s_and_of_this_manifest_only(of_bytes, key):
    mine = load_key(key, lambda: "")
    signed = bundled(the_case(), key=mine)
    found = of_bytes(signed)
    assert (found.signature, found.faults) == ("valid", ())
    assert found.signed_by.public == load_public(key.with_suffix(".pub")) == mine.public
    other = bundled(the_case(), texts=False, key=mine)
    with zipfile.ZipFile(BytesIO(other)) as archive:
        stolen = archive.read("manifest.jsonl.sig")
    moved = of_bytes(refilled(signed, lambda name, made: stolen if name.endswith(".sig") else made))
    assert moved.signature == "wrong"
    assert moved.faults


@pytest.mark.parametrize(
    "rubbish", [b"", b"x" * 1000, b"-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n"]
)
def test_a_signature_that_is_none_is_said_to_be_none(of_bytes, key, rubbish):
    signed = bundled(the_case(), key=load_key(key, lambda: ""))
    found = of_bytes(refilled(signed, lambda name, made: rubbish if name.endswith(".sig") else made))
    assert found.signature == "wrong"


def test_rsa_keys_with_a_passphrase_sign_too(of_bytes, tmp_path):
    private = generate_private_key(65537, 2048)
    locked = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.BestAvailableEncryption(b"open")
    )
    (tmp_path / "rsa").write_bytes(locked)
    assert of_bytes(bundled(the_case(), key=load_key(tmp_path / "rsa", lambda: "open"))).signature == "valid"
    with pytest.raises(WrongUse, match="rsa"):
        load_key(tmp_path / "rsa", lambda: "shut")


@pytest.mark.skipif(which("ssh-keygen") is None, reason="needs OpenSSH")
def test_openssh_verifies_it(tmp_path, key):
    with zipfile.ZipFile(BytesIO(bundled(the_case(), key=load_key(key, lambda: "")))) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "allowed").write_text("reporter " + key.with_suffix(".pub").read_text())
    command = "ssh-keygen -Y verify -f allowed -I reporter -n firsthand-bundle -s manifest.jsonl.sig"
    manifest = (tmp_path / "manifest.jsonl").read_bytes()
    assert subprocess.run(command.split(), cwd=tmp_path, input=manifest, capture_output=True).returncode == 0


# ---------------------------------------------------------------------- hostile files


def archive_of(members, **how):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", **how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\5\6" + bytes(18),
        b"not an archive at all",
        archive_of(
            [("README.txt", "firsthand bundle 1\n"), ("manifest.jsonl", "{}\n")], compression=zipfile.ZIP_DEFLATED
        ),
        archive_of([("README.txt", "firsthand bundle 1\n"), ("../../etc/passwd", "x"), ("manifest.jsonl", "{}\n")]),
        archive_of([("README.txt", "firsthand bundle 1\n"), ("/records/claim.jsonl", "x"), ("manifest.jsonl", "{}\n")]),
        archive_of([("manifest.jsonl", "0" * 10_000_000)], compression=zipfile.ZIP_DEFLATED),
    ],
)
def test_what_is_no_bundle_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "evidence.zip"
    path.write_bytes(content)
    with pytest.raises(WrongUse, match=r"evidence\.zip is no bundle"):
        verify(path)


def test_a_manifest_that_was_made_to_break_its_reader_is_a_fault(of_bytes):
    for line in (b"[" * 100_000, b'{"type":"record","of":5}', b"9" * 10_000, b"\xff\xfe", b""):
        made = refilled(
            bundled(the_case()), lambda name, was, line=line: was + line + b"\n" if name == "manifest.jsonl" else was
        )
        assert any(f.where.startswith("manifest.jsonl, line") for f in of_bytes(made).faults)


def test_records_that_were_made_to_break_their_reader_are_faults(of_bytes):
    for line in (b"[" * 100_000, b'{"document":1,"start":"x","end":[],"exact":{}}'):
        made = refilled(
            bundled(the_case()), lambda name, was, line=line: was + line + b"\n" if name.startswith("records") else was
        )
        assert of_bytes(made).faults


# ---------------------------------------------------------------------- the commands


def test_the_commands_make_and_verify_one(tmp_path, key):
    save(the_case(), tmp_path / "case.db")
    out = tmp_path / "evidence.zip"
    made = CliRunner().invoke(
        bundle_command, [str(tmp_path / "case.db"), "--out", str(out), "--key", str(key), "--report"]
    )
    assert made.exit_code == 0, made.output
    digest = made.stdout.strip()
    checked = CliRunner().invoke(
        verify_command, [str(out), "--key", str(key.with_suffix(".pub")), "--manifest", digest, "--json"]
    )
    assert checked.exit_code == 0
    found = json.loads(checked.stdout)
    assert (found["intact"], found["faults"], found["signature"]) == (True, [], "valid")
    assert (found["manifest_sha256"], found["inputs"]) == (digest, len(the_case().documents))
    out.write_bytes(out.read_bytes().replace(b'"deficit":', b'"deficiT":', 1))
    changed = CliRunner().invoke(verify_command, [str(out)], standalone_mode=False)
    assert changed.return_value == 1
    assert "claim " in changed.stdout


def test_no_file_of_the_user_s_is_replaced(tmp_path, key):
    save(the_case(), tmp_path / "case.db")
    (tmp_path / "photos.zip").write_bytes(archive_of([("a.txt", "mine")]))
    for out in ("photos.zip", "case.db", "key"):
        arguments = [str(tmp_path / "case.db"), "--out", str(tmp_path / out), "--force"]
        result = CliRunner().invoke(bundle_command, arguments)
        assert isinstance(result.exception, OutputRefused)


def test_another_manifest_s_hash_is_told(tmp_path):
    (tmp_path / "b.zip").write_bytes(bundled(the_case()))
    result = CliRunner().invoke(verify_command, [str(tmp_path / "b.zip"), "--manifest", "0" * 64])
    assert "made anew" in result.stdout
