import Japanese

/// The words of a mail to one person about things of one kind: what, until when, and where to do it.
public struct NotificationLetter: Sendable {
    /// More than so many are counted, and found at the kind's own list.
    public static let linesMax = 20
    /// Scalars of a note.
    static let noteScalarsMax = 200

    struct Line: Hashable, Sendable {
        let title: String
        let note: String
        let path: String
    }

    let kind: NotificationKind
    let personName: String
    /// Each address once.
    let lines: [Line]
    let wardName: String
    /// Where the site is reached; `nil` where it is not known, and then there are no links.
    let address: String?
    /// Where people choose what they are told by mail.
    let choicePath: String
    let isSample: Bool

    var subject: String {
        "\(isSample ? "【見本】" : "")【並木】\(kind.title)\(lines.count > 1 ? "（\(lines.count)件）" : "")"
    }

    var body: String {
        var text = ["\(personName.inOneLine(max: Self.noteScalarsMax))　様", ""]
        if isSample { text += ["これは見本のデータで作ったメールです。", ""] }
        text += [kind.opening, ""]
        for line in lines.prefix(Self.linesMax) {
            text.append("・\(line.title)")
            if !line.note.isEmpty { text.append("　\(line.note.inOneLine(max: Self.noteScalarsMax))") }
            text += link(line.path)
        }
        if lines.count > Self.linesMax {
            text.append("・ほか\(lines.count - Self.linesMax)件")
            text += link(kind.listPath)
        }
        text += ["", "並木の「今日の仕事」からも開けます。"] + link("/")
        text += [
            "", "行き違いで済んでいるときは、御容赦ください。", "",
            "このメールは、\(wardName)の並木が自動で送っています。このアドレスには返信できません。",
            "「\(kind.title)」のメールを止めるときは、並木の「アカウント」の「お知らせのメール」で選んでください。止めても、「今日の仕事」には表示されます。",
        ]
        text += link(choicePath)
        return text.joined(separator: "\n")
    }

    private func link(_ path: String) -> [String] {
        address.map { ["　\($0)\(path)"] } ?? []
    }
}
