/// Answers requests: a function from a request and what is shown now to a response, without sockets.
struct PreviewHandler: Sendable {
  /// Where the preview's own script, style and events live.
  static let reserved = "/__mingzhang/"

  let access: PreviewAccess

  func respond(to request: PreviewRequest, showing snapshot: PreviewSnapshot) -> PreviewResponse {
    guard access.isOurs(host: request.host) else {
      return .text("拒绝访问：预览只接受 \(access.shownNames)；要用别的名字，启动时写 --allow-host", status: 403)
    }
    // A browser names the origin only where a script asks; of pictures, scripts and frames it tells the site.
    if request.origin.map({ !access.isOurs(origin: $0) }) ?? (request.fetch?.isForeign ?? false) {
      return .text("拒绝访问：请求来自别的网站", status: 403)
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var response = PreviewResponse.text("预览只接受 GET 和 HEAD", status: 405)
      response.headers["Allow"] = "GET, HEAD"
      return response
    }
    guard let path = RequestPath(target: request.target) else { return .text("网址不合规定", status: 400) }
    let response = access.isGranted(query: path.query) ? entry(to: path) : answer(request, at: path, of: snapshot)
    return request.method == "HEAD" ? response.withoutBody : response
  }

  private func answer(
    _ request: PreviewRequest, at path: RequestPath, of snapshot: PreviewSnapshot
  ) -> PreviewResponse {
    guard access.isGranted(cookie: request.cookie) else {
      return .text("拒绝访问：请用启动时印出的完整网址打开，里面有 ?\(PreviewAccess.item)=", status: 403)
    }
    return content(at: path, of: snapshot)
  }

  /// Lets a browser in that came with the secret in its address, and takes it out of the address.
  ///
  /// A page that leads on, not a redirect: a browser that came from elsewhere, such as a message with the address, would
  /// not send a strict cookie along with a redirect.
  private func entry(to path: RequestPath) -> PreviewResponse {
    var response = PreviewResponse.html(MessagePage.entry(to: RequestPath.encode(path.text)), status: 200)
    response.headers["Set-Cookie"] = access.cookie
    return response
  }

  private func content(at path: RequestPath, of snapshot: PreviewSnapshot) -> PreviewResponse {
    if path.text.hasPrefix(Self.reserved) {
      return ownFile(path.text.dropFirst(Self.reserved.count), query: path.query, snapshot)
    }
    guard let pages = snapshot.pages else {
      return html(snapshot.isBuilt ? MessagePage.broken(snapshot) : MessagePage.building, status: 503, snapshot)
    }
    let key = String(path.text.dropFirst())
    let file = Self.file(of: path)
    if let bytes = pages[file] { return page(bytes, at: file, snapshot) }
    if pages[key + "/index.html"] != nil {
      var response = PreviewResponse.text("请看 \(path.text)/", status: 301)
      response.headers["Location"] = path.withClosingSlash
      return response
    }
    let nearest = NearestPages.to(path.text, among: pages.nearby(key))
    return html(MessagePage.notFound(path.text, nearest: nearest), status: 404, snapshot)
  }

  private func page(_ bytes: [UInt8], at file: String, _ snapshot: PreviewSnapshot) -> PreviewResponse {
    let type = ContentType.of(path: file)
    guard type == ContentType.html else { return PreviewResponse(status: 200, type: type, body: .bytes(bytes)) }
    let page = PagePreparation.prepare(
      bytes, version: snapshot.version, assets: snapshot.pages?.assets ?? "")
    return PreviewResponse(status: 200, type: type, body: .bytes(page))
  }

  /// A message of ours; it gets the script too, so that it goes away when a build mends it.
  private func html(_ text: String, status: Int, _ snapshot: PreviewSnapshot) -> PreviewResponse {
    let page = PagePreparation.prepare(Array(text.utf8), version: snapshot.version)
    return PreviewResponse(status: status, type: ContentType.html, body: .bytes(page))
  }

  private func ownFile(_ name: Substring, query: String, _ snapshot: PreviewSnapshot) -> PreviewResponse {
    switch name {
    case "audit.json": audit(of: query, snapshot)
    case "preview.js":
      PreviewResponse(
        status: 200, type: ContentType.javaScript, body: .bytes(Array((PageUpdate.script + PreviewAssets.script).utf8)))
    case "preview.css":
      PreviewResponse(status: 200, type: ContentType.css, body: .bytes(Array(PreviewAssets.style.utf8)))
    case "findings.json":
      // What the newest event carries, for anyone who asks instead of listening.
      PreviewResponse(status: 200, type: ContentType.json, body: .bytes(Array(FindingPanel(snapshot).json.utf8)))
    case "events":
      PreviewResponse(status: 200, type: ContentType.eventStream, body: .events)
    default: .text("没有这个文件", status: 404)
    }
  }

  /// What is to be told of the page that stands behind `?`, encoded as any path is.
  private func audit(of query: String, _ snapshot: PreviewSnapshot) -> PreviewResponse {
    guard query.hasPrefix("?"), let page = RequestPath(target: String(query.dropFirst())) else {
      return .text("网址不合规定", status: 400)
    }
    let audit = snapshot.pages?.audit(Self.file(of: page)) ?? PreviewAudit(findings: [], figures: [])
    return PreviewResponse(status: 200, type: ContentType.json, body: .bytes(Array(audit.json.utf8)))
  }

  /// The file that a path asks for: a folder's is its `index.html`.
  private static func file(of path: RequestPath) -> String {
    let key = String(path.text.dropFirst())
    return key.isEmpty || key.hasSuffix("/") ? key + "index.html" : key
  }
}
