import Declaring
import Japanese

/// Questions about one matter, asked together: 「次のうち、あるものを選んでください」.
public struct QuestionSection: Hashable, Sendable {
    public let id: String
    public let title: Wording
    /// Facts by code, in the order in which they stand.
    public let facts: [String]
}

extension YAMLReader {
    /// Reads `questions.yaml`.
    func questionSections() -> [QuestionSection] {
        items.compactMap { item in
            item.allow(["id", "title", "facts"])
            guard let id = item.required("id")?.text, let title = item.required("title")?.wording(),
                let facts = item.required("facts")?.items.compactMap(\.text)
            else { return nil }
            return QuestionSection(id: id, title: title, facts: facts)
        }
    }
}
