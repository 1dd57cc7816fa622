"""`riffbridge install` and `uninstall`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.cli import main
from bridge.hosts import register, scripts
from bridge.hosts.description import Host
from bridge.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    found = Settings(
        library_file=str(tmp_path / "data" / "library.sqlite"), export_folder=str(tmp_path / "clips")
    )
    monkeypatch.setattr("bridge.commands.install.read_settings", lambda: found)
    return found


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("host", [each for each in register.hosts() if each.script], ids=lambda each: each.id)
def test_what_is_written_is_what_is_said_and_all_of_it_is_removed(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str], host: Host
) -> None:
    folder = tmp_path / "there"
    main(["install", host.id, "--to", str(folder)])
    said = capsys.readouterr().out
    told = {Path(line.strip()) for line in said.split("Next steps")[0].splitlines()[1:]}
    shared = set(scripts.plan(host, folder, settings).makes)
    assert told - shared == files(folder) == set(scripts.plan(host, folder, settings).writes)
    assert all(each.is_dir() for each in shared) and not files(tmp_path) - files(folder)
    assert all(step in " ".join(said.split()) for step in host.steps)
    assert (f'Add "{host.id}" to hosts' in said) == (host.id == "ardour")
    assert host.script is not None
    (mine := folder / host.script.own / "mine.txt").write_text("")
    written = told - shared
    main(["uninstall", host.id, "--to", str(folder)])
    said = capsys.readouterr().out
    assert all(f"  {path.relative_to(folder).as_posix()}\n" in said for path in written)
    assert "mine.txt" in said and files(folder) == {mine}


def test_a_folder_where_the_host_does_not_look_is_doubted(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "User Library"
    main(["install", "live", "--to", str(library)])
    assert "Remote Scripts of its User Library" in capsys.readouterr().err
    (library / "Remote Scripts").mkdir()
    main(["install", "live", "--to", str(library / "Remote Scripts")])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("verb", ["install", "uninstall"])
def test_a_folder_of_somebody_else_s_is_refused(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    scripts = tmp_path / "Remote Scripts"
    (scripts / "Riffbridge").mkdir(parents=True)
    with pytest.raises(SystemExit) as left:
        main([verb, "live", "--to", str(scripts)])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("riffbridge: ")
