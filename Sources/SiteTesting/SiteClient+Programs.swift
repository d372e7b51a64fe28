import HTTPTypes
import NIOCore
import Ward

@testable import Site

extension SiteClient {
    /// Asks as a program does, with an access token.
    ///
    ///     let units = try await site.client.ask(.get, "/units", token: token)
    ///
    /// - Parameter json: what is sent; `nil` for a request without a body.
    public func ask(
        _ method: HTTPRequest.Method, _ path: String, token: String, json: JSON? = nil, headers: HTTPFields = [:]
    ) async throws -> SiteAnswer {
        var headers = headers
        headers[.authorization] = "Bearer \(token)"
        return try await send(method, path, json, headers)
    }

    /// Asks for JSON in the session of somebody.
    public func ask(
        _ method: HTTPRequest.Method, _ path: String, asProgramOf person: TestPerson, json: JSON? = nil
    ) async throws -> SiteAnswer {
        try await send(method, path, json, [.cookie: cookie(of: person), .accept: "application/json"])
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ json: JSON?, _ headers: HTTPFields
    ) async throws -> SiteAnswer {
        var headers = headers
        if json != nil { headers[.contentType] = "application/json" }
        return try await execute(
            method, path, headers: headers, body: json.map { ByteBuffer(string: $0.canonical) })
    }
}

extension SiteAnswer {
    public var isJSON: Bool { headers[.contentType]?.hasPrefix("application/json") ?? false }

    /// The answer as a program reads it.
    public var json: JSON { get throws { try JSON(parsing: text) } }

    /// The stable code of a refusal.
    public var refusalCode: String? { (try? json)?["error"]?["code"]?.string }
}
