# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` puts in place, and that it works from there."""

import os
import shutil
import subprocess

from case import SOURCE, case, expect, expect_equal

ID = "io.github.todoku.Todoku"
FILES = [
    "bin/todoku", "bin/todoku-cli", f"share/applications/{ID}.desktop",
    f"share/dbus-1/services/{ID}.service",
    f"share/icons/hicolor/48x48/apps/{ID}.png", f"share/icons/hicolor/scalable/apps/{ID}.svg",
    f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg", f"share/metainfo/{ID}.metainfo.xml",
    f"share/glib-2.0/schemas/{ID}.gschema.xml", "share/glib-2.0/schemas/gschemas.compiled",
    "share/locale/ja/LC_MESSAGES/todoku.mo", "share/todoku/practice-zone.json",
    "share/man/man1/todoku.1", "share/man/man1/todoku-cli.1", "share/man/ja/man1/todoku.1",
    "share/man/ja/man1/todoku-cli.1", "share/bash-completion/completions/todoku-cli",
    "share/zsh/site-functions/_todoku-cli", "share/fish/vendor_completions.d/todoku-cli.fish",
    "share/todoku/catalog/senders.json", "share/todoku/catalog/hosts/xserver.json",
]


def run(log, *command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    with open(log, "a", encoding="utf-8") as output:
        output.write(done.stdout)
    expect(done.returncode == 0, f"{' '.join(command)} failed:\n{done.stdout[-3000:]}")


def install(context):
    """With a prefix of its own. A copy beside the build, whose commands name the source as the
    build's do, has only what knows the prefix to make anew."""
    prefix = context.folder("prefix")
    build = context.build.with_name(f"{context.build.name}-installed")
    context.stack.callback(shutil.rmtree, build, ignore_errors=True)
    shutil.rmtree(build, ignore_errors=True)
    shutil.copytree(context.build, build, symlinks=True, ignore=shutil.ignore_patterns("artifacts"))
    log = context.artifacts / "install.log"
    run(log, "meson", "setup", "--reconfigure", str(build), str(SOURCE), f"--prefix={prefix}",
        "-Dtests=false")
    run(log, "ninja", "-C", str(build), "-j", "2")
    run(log, "meson", "install", "-C", str(build), "--no-rebuild")
    return prefix


@case("installed: every file is in its place, and both programs work from there",
      tools=["meson", "ninja", "Xvfb", "openbox"])
def test_install(context):
    prefix = install(context)
    missing = [name for name in FILES if not (prefix / name).is_file()]
    there = sorted(str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file())
    expect(not missing, f"not installed: {missing}; there is: {there}")
    expect_equal(len(list((prefix / "share/todoku/catalog/hosts").iterdir())),
                 len(list((SOURCE / "data/catalog/hosts").glob("*.json"))), "hosts installed")
    expect_works(context, prefix)


def expect_works(context, prefix):
    os.chdir("/")
    program = str(prefix / "bin/todoku-cli")
    installed = context.cli("hosts", "--json", program=program)
    expect_equal((installed.code, installed.err), (0, ""), f"{installed}\n ")
    expect_equal(installed.json(), context.cli("hosts", "--json").json(), "hosts")
    for language in ("ja", "en"):
        options = ["check", "shop.example", "--practice", "--lang", language]
        answer = context.cli(*options, program=program)
        expect_equal(answer.out, context.cli(*options).out, f"{answer}\n ")
        expect_equal(answer.code, 1, f"{answer}\n ")
    expect_window(context, prefix)


def expect_window(context, prefix):
    from display import Display  # pylint: disable=import-outside-toplevel
    display = context.use(Display(context, language="ja"))
    from wizard import Wizard  # pylint: disable=import-outside-toplevel
    data = f"{prefix}/share:/usr/local/share:/usr/share"
    wizard = Wizard(context, display, "ja", "--practice", program=str(prefix / "bin/todoku"),
                    XDG_DATA_DIRS=data)
    wizard.check("shop.example")
    wizard.wait_for_copy()
    display.screenshot("installed")
    wizard.quit()
