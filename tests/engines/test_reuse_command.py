"""``firsthand reuse`` and ``firsthand index`` on small corpora."""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from firsthand.cli.index import command as index_command
from firsthand.cli.reuse import command as reuse_command
from firsthand.engines.corpus import Corpus
from firsthand.engines.local import find_matches
from firsthand.engines.spill import Spill
from firsthand.model import Document
from firsthand.reuse import find_reuse

WORDS = [f"{a}{b}{c}" for a in "bdgklmnprstv" for b in "aeiou" for c in ("n", "r", "st", "lo", "mi", "que")]
HARBOUR = (
    "The harbour master of Lindhaven told reporters on Tuesday that three tankers had left without papers, and that "
    "“nobody” on the night shift had thought to ask them\nwhy."
)
FURNITURE = (
    "Read more stories like this one in the Lindhaven Courier every morning before breakfast, and give a thought to "
    "those who carry it up the hill to you."
)


def prose(seed, n=80):
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) for _ in range(n))


def rows(n=12):
    made = []
    for k in range(n):
        text = prose(k) + " " + (HARBOUR + " " if k % 3 == 0 else "") + prose(k + 100)
        outlet = "Courier" if k % 2 else "Gazette"
        made.append({"id": f"n{k:02}", "outlet": outlet, "published": f"2021-03-{k + 1:02}", "text": text})
    return made


def write(path, records, pack=lambda data: data):
    path.write_bytes(pack("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode()))
    return str(path)


def run(*arguments):
    result = CliRunner().invoke(reuse_command, [str(a) for a in arguments], standalone_mode=False)
    assert result.exception is None, result.exception
    return (
        result.return_value,
        [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")],
        result,
    )


@pytest.fixture
def news(tmp_path):
    return write(tmp_path / "news.jsonl", rows())


def test_every_span_holds_its_text(news):
    code, records, _ = run(news)
    texts = {row["id"]: row["text"] for row in rows()}
    assert code == 0
    assert len(records) == 6
    for record in records:
        assert set(record) >= {"type", "a", "b", "kind", "identity", "family", "direction", "probability"}
        for span in (record["a"], record["b"]):
            assert texts[span["document"]][span["start"] : span["end"]] == span["exact"]
    assert len({record["family"] for record in records}) == 1


def test_it_finds_what_find_reuse_finds(news):
    _, records, _ = run(news)
    reuses = find_reuse([Document(row["id"], row["text"]) for row in rows()])
    assert [(r["a"]["document"], r["a"]["start"], r["b"]["end"], r["score"]) for r in records] == [
        (r.a.document, r.a.start, r.b.end, r.score) for r in reuses
    ]


@pytest.mark.parametrize(
    ("name", "pack"),
    [("n.jsonl.gz", gzip.compress), ("n.ndjson.zst", zstandard.ZstdCompressor().compress), ("n.jsonl", lambda d: d)],
)
def test_packing_changes_nothing(tmp_path, news, name, pack):
    assert (
        run(write(tmp_path / "packed" / name if (tmp_path / "packed").mkdir() is None else name, rows(), pack))[1]
        == run(news)[1]
    )


def test_order_files_escapes_cores_and_memory_change_nothing(tmp_path, news):
    expected = run(news)[1]
    shuffled = rows()
    random.Random(4).shuffle(shuffled)
    one, two = write(tmp_path / "1.jsonl", shuffled[:5]), tmp_path / "2.jsonl"
    two.write_text("\n".join(json.dumps(row) for row in shuffled[5:]))
    assert run(two, one, "--cores", 2, "--memory", "64M")[1] == expected


def test_parquet_in_and_out(tmp_path, news):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.Table.from_pylist(rows()), tmp_path / "news.parquet")
    run(tmp_path / "news.parquet", "--out", tmp_path / "found.parquet")
    assert parquet.read_table(tmp_path / "found.parquet").to_pylist() == run(news)[1]


def test_folders_of_plain_files(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(prose(name) + "\n\n" + HARBOUR)
    assert len(run(tmp_path)[1]) == 1


def test_bad_rows_are_told_and_left_out(tmp_path):
    path = tmp_path / "news.jsonl"
    good = "".join(json.dumps(row) + "\n" for row in rows())
    path.write_bytes(
        b'{"id": 1}\nnonsense\n[]\n{"id": "x", "text": "no \xff UTF-8"}\n' + good.encode() + b'{"text": "no id"}'
    )
    code, records, result = run(path)
    assert code == 1
    assert len(records) == 6
    errors = [line for line in result.stderr.splitlines() if line.startswith("firsthand: error: ")]
    assert len(errors) == 4
    assert "line 2 is not JSON" in result.stderr


def test_one_id_for_two_documents(tmp_path):
    code, records, result = run(write(tmp_path / "n.jsonl", [*rows(), rows()[0], {**rows()[3], "id": "n00"}]))
    assert code == 0
    assert "is there twice" in result.stderr
    assert any(
        record["b"]["document"].startswith("n00-") or record["a"]["document"].startswith("n00-") for record in records
    )


def test_nothing_readable(tmp_path):
    from firsthand.errors import NothingReadable

    result = CliRunner().invoke(reuse_command, [str(tmp_path / "missing")], standalone_mode=False)
    assert isinstance(result.exception, NothingReadable)


def test_a_run_that_fails_leaves_nothing(tmp_path, news, monkeypatch):
    monkeypatch.setattr("firsthand.engines.report.make_records", lambda *given: iter([{}, 1 / 0]))
    out = tmp_path / "out" / "found.jsonl"
    out.parent.mkdir()
    assert CliRunner().invoke(reuse_command, [news, "--out", str(out)]).exit_code
    assert list(out.parent.iterdir()) == []


def test_a_killed_run_leaves_nothing(tmp_path, news):
    script = (
        "import os, signal, sys, firsthand.engines.report as report\n"
        "report.make_records = lambda *given: iter(lambda: os.kill(os.getpid(), signal.SIGKILL), 0)\n"
        "from pathlib import Path\n"
        "report.run_reuse([sys.argv[1]], Path(sys.argv[2]), report.ReuseSettings())\n"
    )
    out = tmp_path / "out" / "found.jsonl"
    assert subprocess.run([sys.executable, "-c", script, news, str(out)], check=False).returncode == -9
    assert list(out.parent.iterdir()) == []


def test_a_killed_index_leaves_no_index_and_can_be_made_again(tmp_path, news):
    script = (
        "import os, signal, sys\n"
        "import firsthand.engines.report as report, firsthand.reuse.stages as stages\n"
        "stages.postings = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from pathlib import Path\n"
        "report.run_index([sys.argv[1]], Path(sys.argv[2]), 1 << 30, quiet=True)\n"
    )
    folder = tmp_path / "indexes" / "index"
    folder.parent.mkdir()
    make = lambda *more: CliRunner().invoke(index_command, [news, "--out", str(folder), *more], standalone_mode=False)  # noqa: E731

    def kill():
        assert subprocess.run([sys.executable, "-c", script, news, str(folder)], check=False).returncode == -9

    kill()
    assert not folder.exists()
    assert make().exception is None
    assert [path.name for path in folder.parent.iterdir()] == ["index"]
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    kill()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert run(news, "--against", folder)[0] == 0
    assert make("--force").exception is None
    assert [path.name for path in folder.parent.iterdir()] == ["index"]


def test_standard_input_is_json_lines(tmp_path, news):
    result = CliRunner().invoke(reuse_command, ["-"], input=Path(news).read_bytes(), standalone_mode=False)
    assert result.exception is None, result.exception
    assert [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")] == run(news)[1]


def test_texts_with_a_line_that_is_too_long_are_told_as_in_reading(tmp_path):
    from firsthand.reading import read

    long = {"id": "long", "text": HARBOUR + " " + "lo " * 700_000}
    many = {"id": "many", "text": HARBOUR + "\n" + "lo ri\n" * 400_000}
    empty = {"id": "empty", "text": " \n "}
    path = write(tmp_path / "news.jsonl", [*rows(4), long, many, empty])
    code, records, result = run(path)
    assert code == 1
    told = [line for line in result.stderr.splitlines() if line.startswith("firsthand: error")]
    assert len(told) == 1
    assert "'long' has a line of 2 million characters" in told[0]
    assert {r[side]["document"] for r in records for side in "ab"} == {"n00", "n03", "many"}
    assert "too-long" in {problem.code for problem in read([path]).problems}


def test_days_and_outlets(news):
    everything = run(news)[1]
    near = run(news, "--days", 3)[1]
    across = run(news, "--across-outlets")[1]
    assert [(r["a"]["document"], r["b"]["document"]) for r in near] == [("n00", "n03"), ("n03", "n06"), ("n06", "n09")]
    assert 0 < len(across) < len(everything)


def test_furniture_is_marked_and_told(tmp_path):
    made = [{**row, "text": row["text"] + (" " + FURNITURE if row["outlet"] == "Courier" else "")} for row in rows()]
    _, records, result = run(write(tmp_path / "n.jsonl", made))
    assert {r["type"] for r in records if "breakfast" in r["a"]["exact"]} == {"boilerplate"}
    assert sum(r["type"] == "reuse" for r in records) == 6
    assert "furniture" in result.stderr
    _, _, explained = run(tmp_path / "n.jsonl", "--explain", "n01", "n03")
    assert "furniture of Courier" in explained.stdout


def test_explanations(tmp_path, news):
    assert "reported" in run(news, "--explain", "n00", "n03")[2].stdout
    assert "share no four words" in run(news, "--explain", "n01", "n02")[2].stdout
    title = "the Deputy Minister for Harbours and Inland Waters Ottoline Marsh"
    many = [{"id": str(n), "text": f"{prose(n)} {title} {prose(n + 50)}"} for n in range(30)]
    told = run(write(tmp_path / "n.jsonl", many), "--explain", "3", "4")[2].stdout
    assert "under the rarity floor" in told
    book = "Lindhaven and Port Ash: The Drowned Ledger of Three Harbour Families Retold"
    books = [{"id": str(n), "text": f"{prose(n)} in {book} {prose(n + 50)}"} for n in range(2)]
    told = run(write(tmp_path / "n.jsonl", books), "--explain", "0", "1")[2].stdout
    assert "boilerplate: names and titles only" in told
    added = [
        {**row, "text": row["text"].replace(title, title + " reopened four salt quays")} if row["id"] in "34" else row
        for row in many
    ]
    told = run(write(tmp_path / "n.jsonl", added), "--explain", "3", "4")[2].stdout
    assert "boilerplate: a short formula that neither document quotes" in told
    quoted = [{**row, "text": row["text"].replace("reopened", "“reopened")} for row in added]
    assert "reported" in run(write(tmp_path / "n.jsonl", quoted), "--explain", "3", "4")[2].stdout
    two = [{"id": str(n), "text": f"{prose(n)} seven words only are shared by these {prose(n + 50)}"} for n in range(2)]
    assert "too short" in run(write(tmp_path / "n.jsonl", two), "--explain", "0", "1")[2].stdout


def test_a_document_against_itself(tmp_path):
    path = write(
        tmp_path / "n.jsonl", [{"id": "a", "text": HARBOUR + prose(1) + " " + HARBOUR}, {"id": "b", "text": prose(2)}]
    )
    assert run(path)[1] == []
    (record,) = run(path, "--self")[1]
    assert record["a"]["document"] == record["b"]["document"]


def test_a_saved_index_answers_as_a_comparison_does(tmp_path, news):
    old, new = write(tmp_path / "old.jsonl", rows()[:9]), write(tmp_path / "new.jsonl", rows()[9:])
    made = CliRunner().invoke(index_command, [old, "--out", str(tmp_path / "index")], standalone_mode=False)
    assert made.return_value == 0
    place = lambda r: {(s["document"], s["start"], s["end"]) for s in (r["a"], r["b"])}  # noqa: E731
    against = [place(r) for r in run(new, "--against", tmp_path / "index")[1]]
    among = [place(r) for r in run(news)[1] if "n09" in (r["a"]["document"], r["b"]["document"])]
    assert sorted(map(sorted, against)) == sorted(map(sorted, among))


def test_an_index_answers_for_documents(tmp_path, news):
    from firsthand.engines.saved import SavedIndex
    from firsthand.errors import WrongUse

    CliRunner().invoke(index_command, [news, "--out", str(tmp_path / "index")], standalone_mode=False)
    reuses = SavedIndex(tmp_path / "index").find([Document("new", "A rumour. " + HARBOUR)])
    assert [r.b.document for r in reuses] == ["n00", "n03", "n06", "n09"]
    assert all(r.a.exact.startswith("The harbour") and r.kind == "verbatim" for r in reuses)
    with pytest.raises(WrongUse):
        SavedIndex(tmp_path)
    (tmp_path / "index" / "index.json").write_text('{"version": 0}')
    with pytest.raises(WrongUse, match="another version"):
        SavedIndex(tmp_path / "index")


def test_a_folder_that_is_no_index_is_not_overwritten(tmp_path, news):
    from firsthand.errors import WrongUse

    result = CliRunner().invoke(index_command, [news, "--out", str(tmp_path)], standalone_mode=False)
    assert isinstance(result.exception, WrongUse)


def test_spilled_rows_come_back_in_their_order():
    import numpy as np

    kept, spilled = Spill(2, 1 << 20), Spill(2, 64)
    for n in range(20):
        for spill in (kept, spilled):
            spill.put(n % 2, np.arange(n, n + 5, dtype=np.uint64))
        if n == 10:
            assert kept.take(1).tolist() == spilled.take(1).tolist(), "more may be put after something was taken"
    for part in range(2):
        assert kept.take(part).tolist() == spilled.take(part).tolist()
        assert kept.take(part).tolist() == []


def test_memory_and_cores_change_nothing(news):
    tables = [
        find_matches([news], Corpus(), memory_bytes=m, cores=c).rows.tolist() for m, c in ((1 << 30, 1), (1 << 12, 2))
    ]
    assert tables[0] == tables[1]


def test_translations_are_found_in_small_collections(tmp_path):
    english = (
        "The mayor of Lindhaven, Ana Prieto, said on 3 March 2021 that the bridge would cost 14 million euros. "
        "The opposition wants to know who will pay the 14 million, said its leader Otto Brandt."
    )
    spanish = (
        "La alcaldesa de Lindhaven, Ana Prieto, dijo el 3 de marzo de 2021 que el puente costaría 14 millones de "
        "euros. La oposición quiere saber quién pagará los 14 millones, dijo su líder Otto Brandt."
    )
    path = write(tmp_path / "n.jsonl", [{"id": "a", "text": english}, {"id": "b", "text": spanish}])
    records = run(path)[1]
    assert {record["kind"] for record in records} == {"translated"}
    assert all(english[r["a"]["start"] : r["a"]["end"]] == r["a"]["exact"] for r in records)
    assert run(path, "--no-translations")[1] == []


def test_a_small_run_loads_nothing_that_it_does_not_need(tmp_path):
    texts = (f"{HARBOUR} The port said that it would look into the matter.", f"It was a quiet night at sea. {HARBOUR}")
    path = write(tmp_path / "n.jsonl", [{"id": str(n), "text": text} for n, text in enumerate(texts)])
    code = (
        "import sys\nfrom firsthand.cli import main\n"
        "try:\n    main(sys.argv[1:])\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "reuse", path, "--cores", "1", "--quiet"], capture_output=True, text=True
    )
    assert len(done.stdout.splitlines()) == 1
    needless = {"firsthand.model", "firsthand.text.layout", "firsthand.text.splitting", "firsthand.reuse.translations"}
    needless |= {"firsthand.settings.quotes", "importlib.resources", "json", "rich", "lxml", "numba", "py3langid"}
    assert needless.isdisjoint(done.stderr.split())
