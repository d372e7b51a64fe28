import Japanese
import Ward

/// Finds in a sealed content what points to a person (個人情報の保護に関する法律2条1項): what has the form of it, and the names of the people who
/// use the system.
enum PersonalReading {
    /// Where and what, in words; empty when nothing was found.
    static func places(in content: JSON, names: [String]) -> [String] {
        // A name of one letter would be found everywhere; a post is written as a name too, and may stand.
        let known = names.map { TextKey($0).text }.filter { $0.unicodeScalars.count >= 3 && !isPost($0) }
        var found: [String] = []
        visit(content, context: "") { text, context in
            if let detail = PersonalDetail.found(in: text) { found.append("\(context)：\(detail.words)") }
            guard !known.isEmpty else { return }
            let key = TextKey(text).text
            for name in known where key.contains(name) {
                found.append("\(context)：職員の氏名「\(name)」があります。職名に直してください（規則V22）。")
            }
        }
        // A promise stands in the content in two forms.
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Identifiers and hashes, whose digits could be taken for a telephone number. Everything else is read, whoever wrote it:
    /// what was imported with the plan as well as what sections answered.
    private static func isIdentifier(_ text: String) -> Bool {
        ID<Seal>(untrusted: text) != nil
            || text.utf8.count == 64 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
    }

    private static func isPost(_ name: String) -> Bool {
        ["課長", "部長", "係長", "担当", "事務局", "管理者", "監査", "主査", "職員", "区長"].contains { name.hasSuffix($0) }
    }

    private static func visit(_ json: JSON, context: String, _ body: (String, String) -> Void) {
        switch json {
        case .string(let text):
            if !isIdentifier(text) { body(text, context.isEmpty ? "本文" : context) }
        case .array(let values):
            for value in values { visit(value, context: context, body) }
        case .object(let members):
            let own = members["initiative"]?.string ?? members["heading"]?.string ?? context
            for (_, value) in members.sorted(by: { $0.key < $1.key }) { visit(value, context: own, body) }
        default: break
        }
    }
}
