import Testing

@testable import Extraction

/// What each format gives: its words with their place, and what it says about itself.
@Suite struct AttachmentTextTests {
  static func texts(_ content: AttachmentContent) -> [String] { content.texts.map { "\($0.place)|\($0.text)" } }

  @Test func readsWordsOfADocumentAndWhoWroteThem() {
    let body =
      "<w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>0013</w:t></w:r></w:p>"
      + "<w:tbl><w:tr><w:tc>\(Samples.paragraph("填报人"))</w:tc><w:tc>\(Samples.paragraph("张三"))</w:tc></w:tr></w:tbl>"
      + "<w:del w:author=\"赵六\"><w:r><w:delText>旧</w:delText></w:r></w:del>"
    let comments =
      "<w:comments xmlns:w=\"\(Samples.word)\"><w:comment w:author=\"孙七\">\(Samples.paragraph("请改"))</w:comment></w:comments>"
    let content = AttachmentText.extract(
      name: "说明.DOCX",
      bytes: Samples.docx(body, extra: [("docProps/core.xml", Samples.core), ("word/comments.xml", comments)]))
    #expect(Self.texts(content) == ["正文|1380013\n填报人 \t张三 \t\n", "正文（修订前）|旧", "批注|请改\n"])
    #expect(
      content.metadata.map { "\($0.key)=\($0.value)" } == ["修订作者=赵六", "批注作者=孙七", "作者=王小明", "最后修改者=Administrator"])
    #expect(content.unread == nil)
  }

  @Test func readsWorkbooksRowByRow() {
    let content = AttachmentText.extract(name: "a.xlsx", bytes: Samples.xlsx())
    #expect(Self.texts(content) == ["工作表“名单”|姓名\t\t电话\t\n甲\t\t13800138000\t\n", "工作表名和名称|名单", "批注|待核\n"])
    #expect(content.metadata.map(\.value) == ["李四"])
    #expect(content.unread == nil)
  }

  @Test func readsSlidesInTheirOrder() {
    func slide(_ text: String) -> String {
      "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></p:sld>"
    }
    let bytes = ZipMaker.zip([
      ("ppt/presentation.xml", "<p/>"), ("ppt/slides/slide10.xml", slide("十")), ("ppt/slides/slide2.xml", slide("二")),
    ])
    #expect(Self.texts(AttachmentText.extract(name: "a.pptx", bytes: bytes)) == ["第 2 张幻灯片|二\n", "第 10 张幻灯片|十\n"])
  }

  @Test func readsOpenDocumentsAndFixedLayout() {
    let odt = ZipMaker.zip([
      ("content.xml", "<o xmlns:t=\"t\"><t:p>正文</t:p></o>"),
      ("meta.xml", "<m xmlns:d=\"d\"><d:creator>周八</d:creator></m>"),
    ])
    let content = AttachmentText.extract(name: "a.odt", bytes: odt)
    #expect(Self.texts(content) == ["正文|正文\n"])
    #expect(content.metadata.map(\.value) == ["周八"])
    let page = "<ofd:Page xmlns:ofd=\"o\"><ofd:TextObject><ofd:TextCode>联系人：</ofd:TextCode></ofd:TextObject></ofd:Page>"
    let ofd = ZipMaker.zip([("OFD.xml", "<OFD/>"), ("Doc_0/Pages/Page_0/Content.xml", page)])
    #expect(Self.texts(AttachmentText.extract(name: "a.ofd", bytes: ofd)) == ["第 1 页|联系人： "])
  }

  @Test(.enabled(if: BoundedProcess.find("pdftotext") != nil)) func readsPagesAndAuthorOfAPDF() {
    let author = "/Author <FEFF5F204E09>"
    let content = AttachmentText.extract(name: "a.pdf", bytes: Samples.pdf(["Tel 13800138000", "two"], info: author))
    #expect(content.texts.map(\.place) == ["第 1 页", "第 2 页"])
    #expect(content.texts.first?.text.contains("13800138000") ?? false)
    #expect(content.metadata.map { "\($0.key)=\($0.value)" } == ["作者=张三"])
    #expect(content.unread == nil)
  }

  @Test(.enabled(if: BoundedProcess.find("pdftotext") != nil)) func saysWhichPagesAreScans() {
    #expect(AttachmentText.extract(name: "a.pdf", bytes: Samples.pdf([""])).unread == "没有文字层，可能是扫描件")
    let content = AttachmentText.extract(name: "a.pdf", bytes: Samples.pdf(["one", "", "three"]))
    #expect(content.texts.count == 2)
    #expect(content.unread == "第 2 页没有文字，可能是扫描件")
  }

  @Test(.enabled(if: BoundedProcess.find("pdfdetach") != nil)) func noticesFilesAndNotesInAPDF() {
    #expect(AttachmentText.extract(name: "a.pdf", bytes: Samples.pdf(["one"])).unread == nil)
    let names = "/Names<</EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/F(a.txt)>>]>>>>"
    let content = AttachmentText.extract(name: "a.pdf", bytes: Samples.pdf(["one"], catalog: names))
    #expect(content.unread == "里面还附着文件，没有打开")
    let note = "/X<</Type/Annot/Subtype/Text/Contents(a)>>"
    #expect(AttachmentText.extract(name: "a.pdf", bytes: Samples.pdf(["one"], catalog: note)).unread == "页面上的批注没有查")
  }

  @Test(.enabled(if: BoundedProcess.find("pdftotext") != nil)) func joinsANumberThatANarrowCellBreaks() {
    let content = AttachmentText.extract(
      name: "a.pdf", bytes: Samples.pdf(["1101051949123) Tj 0 -20 Td (1002X"]))
    #expect(content.texts.contains { $0.text.contains("11010519491231002X") })
  }

  @Test func readsADocumentWithAndWithoutWhatIsStruckOut() {
    let body =
      "<w:p><w:r><w:t>Tel 1380013</w:t></w:r><w:del w:author=\"u\"><w:r><w:delText>8001</w:delText></w:r></w:del>"
      + "<w:ins w:author=\"u\"><w:r><w:t>8000</w:t></w:r></w:ins></w:p>"
    let content = AttachmentText.extract(name: "a.docx", bytes: Samples.docx(body))
    #expect(Self.texts(content) == ["正文|Tel 13800138000\n", "正文（修订前）|Tel 13800138001\n"])
  }

  @Test func readsWhatADocumentCarriesBesideItsText() {
    let body =
      "<w:p><w:fldSimple w:instr=\"LINK one\"><w:r><w:t>a</w:t></w:r></w:fldSimple>"
      + "<wp:docPr xmlns:wp=\"p\" descr=\"two\"/></w:p>"
    let bytes = Samples.docx(
      body,
      extra: [
        ("customXml/item1.xml", "<a><b>three</b><c>four</c></a>"),
        ("word/diagrams/data1.xml", "<d xmlns:a=\"a\"><a:t>five</a:t></d>"),
        (
          "word/_rels/document.xml.rels",
          "<Relationships><Relationship Id=\"r9\" Target=\"tel:six\" TargetMode=\"External\"/></Relationships>"
        ), ("word/embeddings/oleObject1.bin", "x"), ("word/media/image1.png", "x"),
      ])
    let content = AttachmentText.extract(name: "a.docx", bytes: bytes)
    let words = Self.texts(content).joined()
    for word in ["one", "two", "three four", "five", "six"] { #expect(words.contains(word), "\(word)") }
    #expect(content.unread == "嵌入的对象 oleObject1.bin 没有打开；里面有图片，图片上的文字没有查")
  }

  @Test func readsWhatAWorkbookCarriesBesideItsCells() {
    let bytes = ZipMaker.zip([
      (
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"one\"/></sheets><definedNames><definedName>\"two\"</definedName>"
          + "<definedName>A1</definedName></definedNames></workbook>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData/><dataValidations><dataValidation prompt=\"three\"/></dataValidations>"
          + "<headerFooter><oddHeader>&amp;Cfour</oddHeader></headerFooter></worksheet>"
      ),
      (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "<p><cacheFields><cacheField name=\"five\"><sharedItems><s v=\"six\"/><n v=\"7\"/></sharedItems></cacheField></cacheFields></p>"
      ),
    ])
    let content = AttachmentText.extract(name: "a.xlsx", bytes: bytes)
    #expect(
      Self.texts(content) == ["工作表“sheet1.xml”|three\n four\n", "工作表名和名称|one\n\"two\"", "数据透视表的缓存|five\tsix\n"])
  }

  @Test(arguments: ["a.zip", "a.dat", "a.doc", "a.xlsx", "a"]) func knowsADocumentByItsBytes(_ name: String) {
    let bytes = Samples.docx("<w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>0013</w:t></w:r></w:p>")
    let content = AttachmentText.extract(name: name, bytes: bytes)
    #expect(Self.texts(content) == ["正文|1380013\n"])
  }

  @Test func knowsAPageThatIsCalledAWorkbook() {
    let page = Array("<html><body><table><tr><td>a</td><td>138<b>0013</b></td></tr></table></body></html>".utf8)
    #expect(AttachmentText.extract(name: "a.xls", bytes: page).texts.contains { $0.text.contains("a\t1380013") })
    let rich = Array(#"{\rtf1\ansi 13800138000}"#.utf8)
    #expect(AttachmentText.extract(name: "a.doc", bytes: rich).unread?.hasPrefix("RTF") ?? false)
  }

  @Test func readsAPageHoweverManyElementsAreOpen() {
    let page = "<html><body>a" + String(repeating: "<div>", count: 3000) + "<p>Tel 13800138000</p></body></html>"
    let content = AttachmentText.extract(name: "a.html", bytes: Array(page.utf8))
    #expect(content.texts.contains { $0.text.contains("13800138000") })
  }

  @Test func readsTextInTheEncodingsOfOffices() throws {
    let gb: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0x31]
    #expect(AttachmentText.extract(name: "a.csv", bytes: gb).texts.map(\.text) == ["姓名,1"])
    #expect(
      AttachmentText.extract(name: "a.txt", bytes: [0xFF, 0xFE, 0xD3, 0x59, 0x0D, 0x54]).texts.map(\.text) == ["姓名"])
    #expect(AttachmentText.extract(name: "a.md", bytes: Array("\u{FEFF}姓名".utf8)).texts.map(\.text) == ["姓名"])
    #expect(AttachmentText.extract(name: "a.txt", bytes: [0x41, 0x00, 0x42]).unread == "不认识的文字编码")
  }

  @Test func readsWebPagesHiddenPartsToo() {
    let page =
      "<html><meta name=author content=吴九><!-- 备注 --><table><tr><td>填报人<td>张&#19977;</table><a href='tel:1'>电</a>"
    let content = AttachmentText.extract(name: "a.html", bytes: Array(page.utf8))
    let text = content.texts.first?.text ?? ""
    #expect(text.contains("备注") && text.contains("填报人\t张三\t") && text.contains("tel:1"))
    #expect(content.metadata.map(\.value) == ["吴九"])
  }

  @Test func opensAnArchiveOneLevelDeep() {
    let document = Samples.docx(Samples.paragraph("里面"))
    let inner = ZipMaker.zip([("b.txt", Array("深处".utf8))])
    let content = AttachmentText.extract(
      name: "a.zip", bytes: ZipMaker.zip([("目录/说明.docx", document), ("c.zip", inner), ("d.txt", Array("外面".utf8))]))
    #expect(Self.texts(content) == ["文件名|目录/说明.docx\nc.zip\nd.txt", "目录/说明.docx › 正文|里面\n", "d.txt › 正文|外面"])
    #expect(content.unread == "“c.zip”套在里面，没有打开")
  }

  @Test func readsMembersWithChineseNames() {
    let content = AttachmentText.extract(name: "a.zip", bytes: ZipMaker.zip([("名单.csv", "姓名,电话")]))
    #expect(Self.texts(content) == ["文件名|名单.csv", "名单.csv › 正文|姓名,电话"])
    #expect(content.unread == nil)
  }

  /// As Windows packs them: GB 18030, and no word that it is.
  @Test func readsMembersWithNamesFromWindows() {
    let name: [UInt8] = [0xC3, 0xFB, 0xB5, 0xA5] + Array(".csv".utf8)
    let plain = ZipMaker.zip([("aaaa.csv", "1")])
    var bytes = plain
    for place in plain.indices where plain[place...].starts(with: Array("aaaa.csv".utf8)) {
      bytes.replaceSubrange(place..<(place + name.count), with: name)
    }
    #expect(Self.texts(AttachmentText.extract(name: "a.zip", bytes: bytes)) == ["文件名|名单.csv", "名单.csv › 正文|1"])
  }

  @Test func takesWordsForWordsWhateverTheFileCallsItself() {
    #expect(AttachmentText.extract(name: "名单", bytes: Array("电话".utf8)).texts.map(\.text) == ["电话"])
    #expect(AttachmentText.extract(name: "名单.dat", bytes: Array("电话".utf8)).unread == nil)
    #expect(AttachmentText.extract(name: "名单.dat", bytes: [1, 2, 3]).unread == "不认识的格式 .dat")
  }

  @Test func readsLargeNumbersOfAWorkbookAsPeopleSeeThem() {
    let sheet =
      "<worksheet><sheetData><row><c><v>1.3912345678E10</v></c><c><v>1.5E-7</v></c></row></sheetData></worksheet>"
    let bytes = ZipMaker.zip([("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", sheet)])
    #expect(AttachmentText.extract(name: "a.xlsx", bytes: bytes).texts.map(\.text) == ["13912345678\t1.5E-7\t\n"])
  }

  @Test func saysWhyItCannotRead() {
    func reason(_ name: String, _ bytes: [UInt8]) -> String? { AttachmentText.extract(name: name, bytes: bytes).unread }
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0, 0]
    #expect(reason("a.doc", old) == "旧格式的文档（.doc），另存为新格式或 PDF 才能查")
    #expect(reason("a.xlsx", old) == "加了密码，或不是真正的 .xlsx")
    #expect(reason("a.docx", Array("words".utf8)) == "不是有效的 .docx")
    #expect(reason("a.rar", Array("Rar!\u{1A}".utf8)) == "rar、7z 压缩包查不了，改成 zip 或直接放文件")
    #expect(reason("a.dwg", [1, 2, 3]) == "不认识的格式 .dwg")
    #expect(reason("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0]) == "图片，里面的文字查不了")
    #expect(reason("a.docx", ZipMaker.zip([("x.xml", "<x/>")])) == "里面没有正文，可能已损坏")
    #expect(
      reason("a.docx", Samples.docx("", extra: [("word/media/image1.png", "x")])) == "只有图片，没有文字")
  }

  @Test func readsWhoTookAPhoto() {
    var exif: [UInt8] = Array("II".utf8) + [0x2A, 0, 8, 0, 0, 0, 1, 0]
    exif += [0x3B, 0x01, 2, 0, 7, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0] + Array("张三".utf8) + [0]
    let segment = Array("Exif\0\0".utf8) + exif
    let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment + [0xFF, 0xDA, 0, 0]
    #expect(AttachmentText.extract(name: "a.jpg", bytes: jpeg).metadata.map(\.value) == ["张三"])
  }
}
