"""The command line: what is printed where, and the exit codes."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yellowplate import open_desk
from yellowplate.cli import COMMANDS, load, run
from yellowplate.cli.shared import app


@pytest.fixture
def command(capsys):
    """Run a command; its exit code, stdout and stderr."""

    def command(*arguments):
        code = run(arguments)
        return code, *capsys.readouterr()

    return command


def test_rank_prints_aligned_columns_in_a_pipe(command):
    code, out, err = command("rank", "2025-11")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    head, first, fifth = lines[2], lines[3], lines[7]
    assert first.split()[:2] == ["1", "N-BOX"] and "16,198" in first
    assert "Roox" in fifth and "+43.0 %" in fifth and "+41.0 %" in fifth
    assert first.index("16,198") + len("16,198") == head.index("units") + len("units")
    assert "notified" in lines[-1]
    assert not set(out) & set("┃│─")


def test_rank_as_json(command):
    code, out, _ = command("rank", "2025-11", "--json", "--limit", "5")
    data = json.loads(out)
    assert code == 0
    assert [line["units"] for line in data["lines"]] == [16198, 12904, 10951, 9520, 7741]
    assert all(line["sources"] for line in data["lines"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "2018-12"),
        ("rank", "FY2019"),
        ("rank", "2026-02"),
        ("rank", "2025-10", "--by", "maker"),
        ("figure", "suzuki/alto", "2024-02", "--json"),
        ("figure", "デリカミニ", "2025-11", "--segment", "kei-passenger"),
        ("names", "Ｎ－ＢＯＸ"),
        ("sources", "--as-of", "2015-01-01"),
        ("sources", "--by", "publisher"),
        ("doubts", "--period", "2024", "--subject", "スペーシア"),
        ("doubts", "--source", "nowhere at all"),
        ("known", "--json"),
    ],
)
def test_sensible_questions_have_answers(command, arguments):
    code, out, err = command(*arguments)
    assert (code in (0, 1), err) == (True, "")
    assert out.strip()


def test_doubts_prints_one_line_each_and_who_overrules_one(command):
    code, out, _ = command("doubts", "--json")
    data = json.loads(out)
    assert code == 0
    fields = ("source_url", "period", "subject", "segment", "measure", "value", "verdict", "cause", "fits", "against")
    assert all(field in doubt for doubt in data for field in fields)
    code, out, _ = command("doubts")
    lines = out.splitlines()
    assert code == 0
    assert [line for line in lines if line.startswith(("contradicted", "revised"))] == lines[3 : 3 + len(data)]
    assert all(doubt["source_url"] in line for doubt, line in zip(data, lines[3:], strict=False))
    one = next(doubt for doubt in data if doubt["against"])
    _, out, _ = command("doubts", "--subject", one["subject"], "--period", one["period"])
    assert f"{one['source_url']} is overruled by" in out


def test_no_doubts_is_an_answer(command):
    assert command("doubts", "--source", "nowhere at all")[:2] == (0, "No doubts on pages with 'nowhere at all'.\n")
    assert command("doubts", "--source", "nowhere at all", "--json")[:2] == (0, "[]\n")


def test_known_counts_months_by_year(command):
    code, out, _ = command("known")
    data = json.loads(command("known", "--json")[1])
    derived = sum(line["derived"] for line in data)
    assert code == 0
    assert out.startswith(f"{derived:,} months that no page prints are known exactly\n")
    assert any(line.split()[:2] == ["2025", "nameplate"] for line in out.splitlines())


def test_figure_as_json_tells_its_derivation(command):
    data = json.loads(command("figure", "honda/n-box", "2025-11", "--json")[1])
    assert {"lo", "hi", "status", "for", "against", "derivation"} <= data.keys()
    assert data["derivation"] and isinstance(data["derivation"], list)


def test_no_answer_exits_1_and_names_the_nearest_months(command):
    code, out, err = command("rank", "2008-01")
    assert (code, err) == (1, "")
    assert "201" in out and "no source" in out
    code, out, _ = command("rank", "2008-01", "--json")
    assert code == 1
    assert json.loads(out)["missing"] == "not in the ledger"


def test_an_unknown_name_exits_2_with_near_ones(command):
    code, out, _ = command("names", "spacea")
    assert code == command("figure", "spacea", "2025-11")[0] == 2
    assert "suzuki/spacia" in out


@pytest.mark.parametrize(
    ("text", "subject"),
    [("хустлер", "suzuki/hustler"), ("Спейсия", "suzuki/spacia"), ("джимні", "suzuki/jimny"), ("дейз", "nissan/dayz")],
)
def test_names_in_cyrillic_letters(command, text, subject):
    code, out, _ = command("names", text, "--json")
    assert (code, [line["subject"] for line in json.loads(out)]) == (0, [subject])


def test_words_in_cyrillic_letters_that_name_nothing(command):
    assert command("names", "погода")[0] == command("names", "щщщщщщщщщщщщщщщщщщщ")[0] == 2


def test_the_bare_command_prints_its_help(command):
    code, out, err = command()
    assert (code, err) == (2, "") and out.startswith("Usage: yellowplate")
    assert command("--version")[1].startswith("yellowplate ")


def test_minor_columns_give_way_to_a_narrow_pipe(command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    lines = command("rank", "2025-11", "--limit", "3")[1].splitlines()[2:6]
    assert max(map(len, lines)) <= 60 and "units" in lines[0] and "sources" not in lines[0]
    assert any("16,198" in line for line in lines)


def test_a_ranking_of_a_year_compares_once(command):
    head = command("rank", "2024", "--limit", "3")[1].splitlines()[2]
    assert "vs year before" in head and "previous" not in head
    assert "vs previous" in command("rank", "2024-06", "--limit", "3")[1]


@pytest.mark.parametrize("month", ["1999-05", "2011-01"])
def test_months_without_a_ranking_name_the_nearest(command, month):
    code, out, _ = command("rank", month)
    assert code == 1 and "nearest period with data" in out and "2012-01" in out


def test_a_rank_names_the_list_it_counts_in(command):
    out = command("figure", "nissan/roox", "2025-11")[1]
    assert "rank in kei-passenger" in out and "rank in all" in out


def test_a_disputed_run_shows_the_statements_that_disagree(command):
    data = json.loads(command("figure", "suzuki/wagon-r", "2024", "--json")[1])
    disputing = [item for item in data["about"] if item["measure"] == "units"]
    assert data["status"] == "disputed" and len({item["period"] for item in disputing}) > 1
    assert any("don't agree" in step for step in data["derivation"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("figure", "spacea", "2025-11"), "did you mean suzuki/spacia"),
        (("rank", "2025-13"), "is no month"),
        (("rank", "someday"), "is no period"),
        (("rank",), "Missing argument"),
        (("rank", "2025-11", "--segment", "trucks"), "kei-passenger"),
        (("rank", "2025-11", "--as-of", "yesterday"), "is no day"),
        (("doubts", "--period", "2025-13"), "is no month"),
        (("doubts", "--subject", "spacea"), "did you mean suzuki/spacia"),
        (("sources", "--by", "colour"), "publisher"),
        (("report", "2008-01", "--focus", "honda/n-box", "--out", "report"), "nearest with a ranking: 201"),
        (("rank", "2025-11", "--limit", "0"), "it should be greater than or equal to 1"),
        (("rank", "2025-11", "--limit", "x"), "it should be a whole number"),
        (("rank", "2025-11", "--desk", "nowhere.duckdb"), "no desk"),
        (("add", "nowhere.csv", "--desk", "new.duckdb"), "can't be read"),
        (("add", "nowhere.csv"), "--desk"),
        (("export", "--format", "csv", "--out", "nowhere/figures.csv"), "can't be written"),
        (("export", "--format", "csv", "--out", "."), "is a folder"),
        (("report", "2025-11", "--focus", "nissan", "--out", "report"), "is no car"),
        (("dance",), "No such command"),
    ],
)
def test_what_is_no_good_exits_2_with_one_sentence(command, arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("yellowplate: ") and err.count("\n") == 1 and words in err


def test_a_file_that_is_no_desk(command, tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("no desk")
    code, _, err = command("rank", "2025-11", "--desk", str(text))
    assert code == 2
    assert "notes.txt is no yellowplate desk" in err


def test_a_truncated_table_names_its_row(command, tmp_path):
    rows = tmp_path / "cut.csv"
    rows.write_text("period,level,segment,maker,name,units,source_url\n2026-09,model,kei-pass")
    code, _, err = command("add", str(rows), "--desk", str(tmp_path / "mine.duckdb"))
    assert code == 2
    assert "cut.csv, row 2" in err and "cut off" in err


def test_add_counts_what_is_new(command, tmp_path):
    rows = tmp_path / "rows.csv"
    row = "2026-09,model,kei-passenger,Honda,N-BOX,12345,https://example.org/new\n"
    rows.write_text("period,level,segment,maker,name,units,source_url\n" + row)
    add = ("add", str(rows), "--desk", str(tmp_path / "mine.duckdb"))
    assert command(*add)[:2] == (0, "1 new report, 0 known already.\n")
    assert json.loads(command(*add, "--json")[1]) == {"new": 0, "known": 1, "unread": [], "notes": []}


def test_report_ends_with_the_page(command, tmp_path):
    code, out, _ = command("report", "2025-11", "--focus", "nissan/roox", "--out", str(tmp_path / "report"))
    assert code == 0
    assert out.endswith(".html\n")


@pytest.mark.parametrize("name", ["rank", "figure", "names", "doubts", "sources", "known", "add", "export", "report"])
def test_help_has_an_example(command, name):
    code, out, _ = command(name, "--help")
    assert code == 0
    assert f"yellowplate {name}" in out.rpartition("Example")[2]


def _start(*arguments, **how):
    return subprocess.Popen([sys.executable, "-m", "yellowplate", *arguments], stderr=subprocess.PIPE, text=True, **how)


def test_a_closed_pipe_is_quiet():
    reading, writing = os.pipe()
    os.close(reading)
    process = _start("rank", "2025-11", stdout=writing)
    os.close(writing)
    assert process.communicate()[1] == ""
    assert process.returncode == -signal.SIGPIPE


@pytest.mark.parametrize("seconds", [0, 0.8])
def test_ctrl_c_is_quiet(tmp_path, seconds):
    empty = {**os.environ, "YELLOWPLATE_CACHE": str(tmp_path)}
    process = _start("rank", "2025-11", stdout=subprocess.DEVNULL, env=empty)
    while "duckdb" not in Path(f"/proc/{process.pid}/maps").read_text():  # Python itself hasn't started before
        time.sleep(0.02)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1] == ""
    # Python ends by the signal itself where Ctrl-C met it in an exec, as of a dataclass; a shell sees 130 for both.
    assert process.returncode in {130, -signal.SIGINT}


def test_a_desk_says_what_it_rests_on():
    assert repr(open_desk()) == "<Desk: the packaged facts>"
    assert repr(open_desk("a.duckdb", "2025-12-31")) == "<Desk: the packaged facts and a.duckdb, as of 2025-12-31>"


def test_each_command_lives_where_it_is_looked_for():
    load()
    homes = {
        one.name or one.callback.__name__: one.callback.__module__.rpartition(".")[2] for one in app.registered_commands
    }
    assert homes == {command: module for module, commands in COMMANDS.items() for command in commands}


def test_a_ranking_loads_no_other_commands():
    program = "import sys; from yellowplate.cli import run; run(['rank', '2025-11']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "yellowplate.cli.market" in loaded
    assert not {"yellowplate.cli.rules", "yellowplate.cli.effects", "yellowplate.rules"} & set(loaded)


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
@pytest.mark.parametrize(("question", "code"), [("rank 2025-11", 0), ("rank 2035-01", 1), ("figure nobody 2025-11", 2)])
def test_a_closed_output_is_no_crash(closed, question, code):
    left, digit = ("stderr", 1) if closed == "stdout" else ("stdout", 2)
    command = f"{shlex.quote(sys.executable)} -m yellowplate {question} {digit}>&-"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in getattr(done, left)
