"""`riffbridge install` and `uninstall`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.cli import main


def test_live_is_installed_and_uninstalled_and_says_what_it_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["install", "live", "--to", str(tmp_path)])
    said = capsys.readouterr().out
    written = {path.name for path in (tmp_path / "Riffbridge").iterdir()}
    assert f"Written to {tmp_path / 'Riffbridge'}:" in said
    assert all(f"  {name}\n" in said for name in written)
    assert "choose Riffbridge as a control surface" in said
    (tmp_path / "Riffbridge" / "mine.txt").write_text("")
    main(["uninstall", "live", "--to", str(tmp_path)])
    said = capsys.readouterr().out
    assert all(f"  Riffbridge/{name}\n" in said for name in written) and "mine.txt" in said
    assert [path.name for path in (tmp_path / "Riffbridge").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("verb", ["install", "uninstall"])
def test_a_folder_of_somebody_else_s_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    (tmp_path / "Riffbridge").mkdir()
    with pytest.raises(SystemExit) as left:
        main([verb, "live", "--to", str(tmp_path)])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("riffbridge: ")
