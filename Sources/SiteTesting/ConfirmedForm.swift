@testable import Site

/// The page that says what will happen before it does, as a test meets it.
///
///     let done = try await site.client.confirming("/rounds/1/close", as: TestPerson(.secretariat))
struct ConfirmedForm {
    /// What the page sends when its button is pressed.
    let fields: [(name: String, value: String)]

    /// - Throws: ``NotAsked`` when the answer is no such page.
    init(_ answer: SiteAnswer, at path: String) throws {
        guard answer.status == .ok, answer.isPage else { throw NotAsked(answer: answer) }
        fields = TestBrowser.hidden(in: try MarkupTokenizer.tokens(answer.text), sentTo: path)
        guard fields.contains(where: { $0.name == Confirmation.field }) else { throw NotAsked(answer: answer) }
    }
}

/// The site did not ask whether something is meant that cannot be undone.
public struct NotAsked: Error, CustomStringConvertible {
    public let answer: SiteAnswer

    public var description: String { "not asked: \(answer.status)\n\(answer.text.prefix(4000))" }
}

extension SiteClient {
    /// Sends a form, is asked whether that is meant, and confirms it with what the page that asks sends along.
    public func confirming(
        _ path: String, as person: TestPerson?, _ fields: [String: String] = [:]
    ) async throws -> SiteAnswer {
        let asked = try await post(path, as: person, fields)
        return try await ask(.post, path, as: person, form: try ConfirmedForm(asked, at: path).fields)
    }
}

extension TestBrowser {
    /// As ``post(_:from:_:)``, with the page in between that asks whether that is meant.
    public func confirming(
        _ path: String, from page: String, _ form: [(name: String, value: String)]
    ) async throws -> SiteAnswer {
        let asked = try await post(path, from: page, form)
        return try await post(path, from: page, try ConfirmedForm(asked, at: path).fields)
    }
}
