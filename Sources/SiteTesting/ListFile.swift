@testable import Site

/// A list that is sent, looked at and taken, as a test does it.
///
///     let looked = try await client.send(list: bytes, to: "/units/list", as: administrator)
///     let done = try await client.take(looked, at: "/units/list", as: administrator)
extension SiteClient {
    public func send(
        list bytes: [UInt8], named filename: String = "list.csv", to path: String, as person: TestPerson
    ) async throws -> SiteAnswer {
        try await post(path, as: person, [:], file: "list", filename: filename, bytes: bytes)
    }

    public func send(list text: String, to path: String, as person: TestPerson) async throws -> SiteAnswer {
        try await send(list: Array(text.utf8), to: path, as: person)
    }

    /// Presses the button of the page that says what would change.
    public func take(_ looked: SiteAnswer, at path: String, as person: TestPerson) async throws -> SiteAnswer {
        try await ask(.post, path + "/confirm", as: person, form: try Self.fields(looked, at: path))
    }

    /// What the button sends.
    /// - Throws: ``NotAsked`` when the answer is no such page.
    public static func fields(_ looked: SiteAnswer, at path: String) throws -> [(name: String, value: String)] {
        let fields = TestBrowser.hidden(in: try MarkupTokenizer.tokens(looked.text), sentTo: path + "/confirm")
        guard fields.contains(where: { $0.name == "mark" }) else { throw NotAsked(answer: looked) }
        return fields
    }
}
