# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost."""


def saved_run_tells_so(w):
    """Ctrl+S saves under a name, which the title shows."""
    w.press("ctrl+s")
    w.answer_file_dialog("mine")
    w.until("the title names the file", lambda: w.title.startswith("mine.safetensors"))
    w.check((w.screen.folder / "mine.safetensors").exists(), "there is no such file")
