/// The audit page's own style: it is a file on its own, with nothing beside it.
enum AuditStyle {
  static let css = """
    :root { --paper: #fff; --soft: #f4f6f9; --ink: #1c232b; --muted: #55606c; --line: #cfd6de; --blue: #0b4f8a;
      --error: #9c1c1c; --warning: #7a4f00; --good: #1b5e35; color-scheme: light dark; }
    @media (prefers-color-scheme: dark) { :root { --paper: #13171c; --soft: #1c222a; --ink: #e4e8ed; --muted: #a3aeba;
      --line: #39434e; --blue: #8cbdec; --error: #ff9b93; --warning: #e5b454; --good: #86d3a2; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.7 -apple-system, "PingFang SC",
      "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
    header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; margin: 1.5rem 0 0; }
    h2 { font-size: 1.3rem; margin: 2.5rem 0 .25rem; padding-top: .75rem; border-top: 2px solid var(--ink); }
    h3 { font-size: 1.05rem; margin: 1rem 0 .25rem; }
    a { color: var(--blue); }
    .muted, footer { color: var(--muted); font-size: .9rem; }
    .held strong { color: var(--error); }
    .good { color: var(--good); }
    .summary, .contents, .places, .exceptions { padding-left: 1.4rem; }
    .disclosure { content-visibility: auto; contain-intrinsic-size: auto 40rem; }
    details { margin: .5rem 0; border: 1px solid var(--line); border-radius: 4px; padding: .25rem .75rem; }
    details.rule { border-left-width: 6px; }
    details.error { border-left-color: var(--error); }
    details.warning { border-left-color: var(--warning); }
    summary { cursor: pointer; padding: .4rem 0; font-weight: 600; min-height: 2.75rem; }
    .error > summary .level { color: var(--error); }
    .warning > summary .level { color: var(--warning); }
    .count { margin-left: .75em; font-weight: 400; color: var(--muted); }
    .finding { border-top: 1px solid var(--line); padding: .5rem 0; content-visibility: auto; contain-intrinsic-size: auto 16rem; }
    .place { margin: 0; }
    code { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .9rem; }
    .source { list-style: none; margin: .5rem 0; padding: .5rem; background: var(--soft); }
    .source li { display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
    .source .line { flex: 0 0 2em; text-align: right; color: var(--muted); font-size: .85rem; }
    .source code { flex: 1 1 60%; min-width: 0; white-space: pre-wrap; }
    mark { background: none; color: inherit; border-bottom: 2px dashed var(--muted); }
    mark.primary { border: 2px solid var(--error); border-radius: 3px; padding: 0 .15em; font-weight: 700; }
    .label { font-size: .85rem; color: var(--muted); }
    .label.primary { color: var(--error); font-weight: 600; }
    dl { margin: .25rem 0; }
    dl div { display: flex; gap: .75rem; }
    dt { flex: 0 0 5em; color: var(--muted); font-size: .9rem; }
    dd { margin: 0; flex: 1; min-width: 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
    th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; white-space: nowrap; }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    :focus-visible { outline: 3px solid var(--warning); outline-offset: 2px; }
    .narrative .prose { line-height: 2; }
    mark.figure { background: none; color: inherit; border-bottom: 2px solid var(--line); }
    mark.figure.inferred { border-bottom-style: dashed; }
    mark.figure.unchecked { border-bottom-style: dotted; border-color: var(--warning); }
    mark.figure.suspect { border-bottom: 3px double var(--error); font-weight: 600; }
    .narrative small { color: var(--muted); margin: 0 .2em; }
    @media print { details { break-inside: avoid-page; } .finding { break-inside: avoid; } body { font-size: 10pt; } }

    """
}
