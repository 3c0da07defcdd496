internal import Diagnostics

/// The plain pages the preview shows where the site has none.
enum MessagePage {
  static let building = page(title: "正在生成预览", body: "<p>第一次生成还没有完成，完成后这一页会自动刷新。</p>")

  /// Before any build was good: all there is to show is what is wrong.
  static func broken(_ snapshot: PreviewSnapshot) -> String {
    let panel = FindingPanel(snapshot)
    var body = "<p>\(escape(panel.summary))。改正并保存后，这一页会自动刷新。</p>\n"
    for group in panel.groups {
      body += "<h2>\(escape(group.title))</h2>\n<ul>\n"
      for row in group.rows {
        let place = row.place.isEmpty ? "" : "<code>\(escape(row.place))</code> "
        let hypotheses = row.hypotheses.map { "<br>疑为：\(escape($0))" }.joined()
        let fix = row.fix.map { "<br>修改：\(escape($0))" } ?? ""
        let excerpt = row.excerpt.map { "<pre>\(escape($0))</pre>" } ?? ""
        body +=
          "<li>\(place)\(escape(row.message)) <small>\(escape(row.rule))</small>\(hypotheses)\(fix)\(excerpt)</li>\n"
      }
      body += "</ul>\n"
    }
    if let omitted = panel.omitted { body += "<p>\(escape(omitted))</p>\n" }
    return page(title: "还不能生成网站", body: body, style: "mingzhang-message mingzhang-findings")
  }

  /// Leads on to a page, by an address that may be shown to others.
  static func entry(to path: String) -> String {
    page(
      title: "正在打开预览", body: "<p><a href=\"\(path)\">打开预览</a></p>",
      head: "<meta http-equiv=\"refresh\" content=\"0; url=\(path)\">\n")
  }

  static func notFound(_ path: String, nearest: [String]) -> String {
    var body = "<p>网站里没有 <code>\(escape(path))</code>。</p>\n"
    if !nearest.isEmpty {
      body += "<p>是否要看：</p>\n<ul>\n"
      for address in nearest {
        body += "<li><a href=\"\(RequestPath.encode(address))\">\(escape(address))</a></li>\n"
      }
      body += "</ul>\n"
    }
    return page(title: "没有这一页", body: body + "<p><a href=\"/\">回到首页</a></p>")
  }

  /// Text as it may stand in HTML, between tags or in an attribute's quotes.
  static func escape(_ text: String) -> String { text.escapedForMarkup }

  private static func page(title: String, body: String, style: String = "mingzhang-message", head: String = "")
    -> String
  {
    """
    <!DOCTYPE html>
    <html lang="zh-CN">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    \(head)<title>\(title) — 明账预览</title>
    </head>
    <body class="\(style)">
    <main>
    <h1>\(title)</h1>
    \(body)
    </main>
    </body>
    </html>

    """
  }
}
