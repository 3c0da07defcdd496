internal import Diagnostics

/// Something that looks like a person's data, found in a text.
///
/// It never carries what was found: only where, and a form with most of it blotted out.
struct PersonalMatch: Sendable, Hashable {
  enum Kind: Sendable, Hashable, CaseIterable {
    case residentID, oldResidentID, mobile, bankCard
    case name, landline
    case plate, passport, permit, address, list

    /// The rule it falls under; all of them are in ``PersonalMatch/rules``.
    var rule: String {
      switch self {
      case .residentID, .oldResidentID, .mobile, .bankCard: "PRI-1"
      case .name, .landline: "PRI-2"
      case .plate, .passport, .permit, .address, .list: "PRI-3"
      }
    }

    var level: Finding.Level {
      switch self {
      case .residentID, .mobile, .bankCard, .plate, .passport, .permit, .address, .list: .error
      case .oldResidentID, .name: .warning
      case .landline: .note
      }
    }

    /// What users call it.
    var word: String {
      switch self {
      case .residentID: "身份证号"
      case .oldResidentID: "15 位身份证号"
      case .mobile: "手机号码"
      case .bankCard: "银行卡号"
      case .name: "个人姓名"
      case .landline: "办公电话"
      case .plate: "车牌号"
      case .passport: "护照号"
      case .permit: "往来港澳台通行证号"
      case .address: "家庭住址"
      case .list: "人员名单"
      }
    }

    var fix: String {
      switch self {
      case .mobile: "删去，或改成办公电话；确要保留的写成 138****5678 这样"
      case .residentID, .oldResidentID, .bankCard, .passport, .permit: "删去；确要保留的遮住中间各位"
      case .name: "公开的内容里不写个人姓名：删去，或写“略”"
      case .landline: "确认是对外公开的办公电话"
      case .plate: "删去；车辆只写类型和数量"
      case .address: "删去，最多写到乡镇、街道"
      case .list: "删去名单；按规定要公示的，不写电话、住址、证件号"
      }
    }
  }

  static let rules: Set<String> = ["PRI-1", "PRI-2", "PRI-3"]

  let kind: Kind
  /// The bytes of it in the text that was searched.
  let range: Range<Int>
  /// What may be shown of it.
  let masked: String
  /// Less certain than its kind: a warning where that is an error.
  var isDoubtful = false

  var level: Finding.Level { isDoubtful ? min(kind.level, .warning) : kind.level }

  /// At most the first three and the last two characters; less of what is short.
  static func mask(_ text: String, head: Int = 3, tail: Int = 2) -> String {
    let characters = Array(text.filter { $0.isLetter || $0.isNumber })
    guard characters.count > (head + tail) * 2 - 2 else {
      return String(characters.prefix(1)) + String(repeating: "*", count: max(1, characters.count - 1))
    }
    return String(characters.prefix(head)) + String(repeating: "*", count: characters.count - head - tail)
      + String(characters.suffix(tail))
  }
}
