"""The script that sets users on a workbench: its commands and its table."""

from __future__ import annotations

from pathlib import Path

from benchmarks.load import COLUMNS, locust_command, serve_command, table


def test_figures_are_a_table_with_a_row_a_kind_of_request(tmp_path: Path) -> None:
    path = tmp_path / "load_stats.csv"
    head = ",".join(["Type", "Name", *COLUMNS])
    path.write_text(f"{head}\nGET,/claims,10,0,12.34,40,41.0,1.26\n,Aggregated,10,0,12,40,41,1\n")
    lines = table(path).splitlines()
    assert lines[2] == "| /claims | 10 | 0 | 12.3 | 40 | 41 | 1.3 |"
    assert lines[-1].startswith("| Aggregated | 10 ")


def test_users_and_seconds_reach_locust_and_the_ledger_the_server(tmp_path: Path) -> None:
    command = locust_command("http://127.0.0.1:1", "out", users=7, seconds=9)
    assert command[command.index("--users") + 1] == "7"
    assert command[command.index("--run-time") + 1] == "9s"
    assert str(tmp_path / "x.sqlite") in serve_command(tmp_path / "x.sqlite")
