"""Makes the pages of the manual that come from the code: rules, settings, formats, languages."""

from __future__ import annotations

import inspect
from pathlib import Path

from transcheck import checks, config, languages, writers
from transcheck.readers import ARTICLES, bilingual

DOCS = Path(__file__).parent


def main() -> None:
    """Writes the pages beside this file."""
    (DOCS / "rules").mkdir(exist_ok=True)
    for rule in checks.RULES:
        write(f"rules/{rule.code}.md", rule_page(rule))
    write("rules/index.md", rule_index())
    write("reference/settings.md", settings())
    write("reference/formats.md", formats())
    write("reference/languages.md", language_list())


def write(name: str, text: str) -> None:
    (DOCS / name).write_text(text, encoding="utf-8")


def cell(text: str) -> str:
    """Text for a table cell."""
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("{", "&#123;")


def rule_page(rule: checks.Rule) -> str:
    preview = "\n\nA preview: it runs only when selected." if rule.preview else ""
    lines = [f"# {rule.code} {rule.name}", f"{rule.severity.capitalize()} · MQM {' / '.join(rule.mqm)}{preview}"]
    lines.append(inspect.getdoc(rule.run) or "")
    for example in rule.examples:
        word = "Flagged" if example.flagged else "Clean"
        lines.append(f"**{word}** ({example.languages[1]} → {example.languages[0]}): {example.why}")
        lines.append(f"```text\nsource:    {example.source}\ncandidate: {example.candidate}\n```")
    return "\n\n".join(lines) + "\n"


def rule_index() -> str:
    rows = []
    for rule in checks.RULES:
        summary = (inspect.getdoc(rule.run) or "").split("\n\n")[0]
        rows.append(f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {cell(summary)} |")
    return "# Rules\n\n| code | name | severity | what it finds |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def settings() -> str:
    rows = [
        f"| {f'[{k.table}] ' if k.table else ''}`{k.name}` | {k.type} | {f'`{k.default}`' if k.default else ''} | {cell(k.help)} |"
        for k in config.KEYS
    ]
    return (
        "# Settings\n\nIn `transcheck.toml`, or below `[tool.transcheck]` in `pyproject.toml`.\n\n| setting | type | default | meaning |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def formats() -> str:
    lines = [
        "# Formats",
        "",
        "Articles: " + ", ".join(f"`{s}`" for s in ARTICLES) + ". Bilingual files: " + ", ".join(f"`{s}`" for s in bilingual.FORMATS) + ".",
        "",
    ]
    lines += [
        "| `--format` | what it is |",
        "|---|---|",
        *(f"| `{name}` | {cell(what)} |" for name, (_, _, what) in writers.FORMATS.items()),
    ]
    return "\n".join(lines) + "\n"


def language_list() -> str:
    rows = []
    for tag in languages.available():
        language = languages.load(tag)
        rows.append(f"| `{tag}` | {cell(language.name)} | {language.script} |")
    return "# Languages\n\n| tag | language | script |\n|---|---|---|\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
