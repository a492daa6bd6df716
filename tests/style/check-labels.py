#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds every label of the templates that may wrap to never getting a hyphen where it does: in a
domain or a value it would be read, and typed, as part of it. So every template is begun by
todoku_template_init(), which sees to it. Nor is such a label centred, unless it is a title. And what
names or describes something for a screen reader is a label of a role that has a name: GTK 4.18 takes
none from others.

    check-labels.py FOLDER-OF-TEMPLATES
"""

import sys
from pathlib import Path
from xml.etree import ElementTree


def wraps(label):
    return any(found.get("name") == "wrap" and found.text.strip().lower() == "true"
               for found in label.findall("property"))


def begun_otherwise(folder):
    """The sources that begin a template without todoku_template_init()."""
    return [path for path in sorted(folder.rglob("*.c"))
            if "gtk_widget_init_template (" in path.read_text("utf-8")
            and "todoku_template_init (GtkWidget" not in path.read_text("utf-8")]


def is_centred_text(label):
    titles = [found.get("name") for found in label.findall("style/class")]
    return (label.findtext("property[@name='justify']") == "center"
            and not any(name.startswith("title-") for name in titles))


def nameless_labels(tree):
    """The ids of labels that something is named or described by, and that have no name to give."""
    nameless = {label.get("id") for label in tree.iter("object")
                if label.findtext("property[@name='accessible-role']") in ("status", "presentation")}
    return sorted(nameless & {relation.text for relation in tree.iter("relation")})


def main():
    folder = Path(sys.argv[1])
    nameless = [(path, name) for path in sorted(folder.rglob("*.ui"))
                for name in nameless_labels(ElementTree.parse(path))]
    for path, name in nameless:
        print(f"{path.relative_to(folder)}: its role has no name to give to others: {name}")
    labels = [(path, label) for path in sorted(folder.rglob("*.ui"))
              for label in ElementTree.parse(path).iter("object")
              if label.get("class") == "GtkLabel" and wraps(label)]
    otherwise = begun_otherwise(folder)
    for path in otherwise:
        print(f"{path.relative_to(folder)}: its labels may get a hyphen where they wrap")
    centred = [(path, label) for path, label in labels if is_centred_text(label)]
    for path, label in centred:
        print(f"{path.relative_to(folder)}: lines of a text are centred: {label.get('id')}")
    if not labels:
        print(f"{folder}: no label that wraps was found")
    return 0 if labels and not otherwise and not nameless and not centred else 1


if __name__ == "__main__":
    sys.exit(main())
