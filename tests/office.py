"""Drives LibreOffice as a person would. Runs under the Python that has the module uno, not under the tests' own.

    python3 office.py PROFILE STEPS.json

STEPS is a list of steps, each a list of words: ["open", FILE], ["replace", OLD, NEW] (the first place where
OLD stands), ["split", OLD, NEW] (a paragraph of NEW behind the first OLD), ["remove", OLD] (the whole paragraph
that OLD stands in), ["track"] (from now on), ["comment", WORDS, TEXT], ["accept"], ["reject"], ["save", FILE], ["close"].
"""

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FORMAT = "MS Word 2007 XML"


def named(name, value):
    """A PropertyValue."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(profile):
    """LibreOffice, started with a profile of its own, and its desktop."""
    pipe = f"docgen{uuid.uuid4().hex[:8]}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={Path(profile).resolve().as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.1)
    else:
        office.kill()
        sys.exit("LibreOffice does not answer")
    return office, context


def found(document, words):
    """The first place where *words* stand."""
    search = document.createSearchDescriptor()
    search.SearchString = words
    place = document.findFirst(search)
    if place is None:
        sys.exit(f"not in the document: {words}")
    return place


def step(context, desktop, document, word, *more):
    """Carry out one step; gives the document that is open afterwards."""
    if word == "open":
        return desktop.loadComponentFromURL(Path(more[0]).resolve().as_uri(), "_blank", 0, (named("Hidden", True),))
    if word == "replace":
        found(document, more[0]).setString(more[1])
    elif word == "split":
        end = found(document, more[0]).getEnd()
        end.getText().insertControlCharacter(end, 0, False)
        end.getText().insertString(end, more[1], False)
    elif word == "remove":
        place = found(document, more[0])
        cursor = place.getText().createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")
    elif word == "track":
        document.RecordChanges = True
    elif word == "comment":
        place = found(document, more[0])
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = more[1], "李领导"
        place.getText().insertTextContent(place.getEnd(), note, False)
    elif word in ("accept", "reject"):
        helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        command = f".uno:{word.capitalize()}AllTrackedChanges"
        helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    elif word == "save":
        document.storeToURL(Path(more[0]).resolve().as_uri(), (named("FilterName", FORMAT),))
    elif word == "close":
        document.close(True)
        return None
    return document


def main():
    """Carry out the steps one after another."""
    profile, steps = sys.argv[1:]
    office, context = connected(profile)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = None
    try:
        for words in json.loads(Path(steps).read_text(encoding="utf-8")):
            document = step(context, desktop, document, *words)
    finally:
        try:
            desktop.terminate()
        except Exception:
            office.kill()
        office.wait(30)


main()
