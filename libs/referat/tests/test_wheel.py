"""Somebody without our application can use the library: the wheel alone, in a new virtual environment."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parent.parent
README = LIBRARY / "README.md"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*command, "--wheel-dir", str(folder), str(LIBRARY)], check=True, capture_output=True)
    (path,) = folder.glob("referat-*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_holds_the_words_the_types_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("referat/danish/words.toml", "referat/py.typed"):
        assert wanted in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "tests" in name]


@pytest.mark.slow
def test_the_five_lines_run_with_nothing_but_the_wheel(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    python = home / "bin/python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    text = README.read_text(encoding="utf-8")
    example = text.split("```text\n", 1)[1].split("```", 1)[0]
    lines = text.split("```python\n", 1)[1].split("```", 1)[0]
    (tmp_path / "referat.txt").write_text(example, encoding="utf-8")
    run = subprocess.run(
        [python, "-I", "-c", lines],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert run.stderr == ""
    assert "Fælles akutteam" in run.stdout
    command = subprocess.run(
        [home / "bin/referat", "referat.txt"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"HOME": str(tmp_path)},
    )
    assert command.returncode == 0
    assert "250.000 kr." in command.stdout.decode("utf-8")
