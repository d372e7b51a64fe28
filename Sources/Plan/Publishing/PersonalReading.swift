import Japanese
import Ward

/// Finds in a sealed content what points to a person (rule V22): what has the form of it, and the names of the people who
/// use the system.
enum PersonalReading {
    /// Texts that people write; identifiers, hashes and titles of the plan are not looked at.
    private static let keys: Set<String> = [
        "done", "plan", "problem", "response", "text", "content", "overview", "reason", "paragraphs", "new", "old",
        "earlyReason", "approval",
    ]

    /// Where and what, in words; empty when nothing was found.
    static func places(in content: JSON, names: [String]) -> [String] {
        // A name of one letter would be found everywhere; a post is written as a name too, and may stand.
        let known = names.map { TextKey($0).text }.filter { $0.unicodeScalars.count >= 3 && !isPost($0) }
        var found: [String] = []
        visit(content, key: "", context: "") { text, context in
            if let detail = PersonalDetail.found(in: text) { found.append("\(context)：\(detail.words)") }
            guard !known.isEmpty else { return }
            let key = TextKey(text).text
            for name in known where key.contains(name) {
                found.append("\(context)：職員の氏名「\(name)」があります。職名に直してください（規則V22）。")
            }
        }
        return found
    }

    private static func isPost(_ name: String) -> Bool {
        ["課長", "部長", "係長", "担当", "事務局", "管理者", "監査", "主査", "職員", "区長"].contains { name.hasSuffix($0) }
    }

    private static func visit(_ json: JSON, key: String, context: String, _ body: (String, String) -> Void) {
        switch json {
        case .string(let text):
            if keys.contains(key) { body(text, context.isEmpty ? "本文" : context) }
        case .array(let values):
            for value in values { visit(value, key: key, context: context, body) }
        case .object(let members):
            let own = members["initiative"]?.string ?? members["heading"]?.string ?? context
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                visit(value, key: name, context: own, body)
            }
        default: break
        }
    }
}
