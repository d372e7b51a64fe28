import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Ward

@testable import Site

/// Asks a site for pages and sends it forms, in this process and without a connection.
public struct SiteClient: Sendable {
    /// What a request comes in, when it has a body: so many bytes at a time, as from a network.
    private static let chunkBytes = 32 * 1024

    private let responder: SiteResponder
    private let people: TestSessions
    private let cookies: Site.Cookies

    init(server: SiteServer, people: TestSessions, cookies: Site.Cookies) {
        responder = server.responder
        self.people = people
        self.cookies = cookies
    }

    /// The header by which somebody is known.
    public func cookie(of person: TestPerson) -> String {
        "\(cookies.name(.session))=\(people.token(of: person))"
    }

    public func get(
        _ path: String, as person: TestPerson?, headers: [String: String] = [:]
    ) async throws -> SiteAnswer {
        try await ask(.get, path, as: person, headers: headers)
    }

    /// Sends a form with the word of the session.
    public func post(
        _ path: String, as person: TestPerson?, _ fields: [String: String] = [:]
    ) async throws -> SiteAnswer {
        try await ask(.post, path, as: person, form: fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// Sends a form with a file of text, as browsers do.
    public func post(
        _ path: String, as person: TestPerson?, _ fields: [String: String], file name: String, filename: String,
        _ content: String
    ) async throws -> SiteAnswer {
        try await post(path, as: person, fields, file: name, filename: filename, bytes: Array(content.utf8))
    }

    /// Sends a form with a file, as browsers do.
    /// - Parameter csrf: the word sent with the form, unless the fields hold one.
    public func post(
        _ path: String, as person: TestPerson?, _ fields: [String: String], file name: String, filename: String,
        bytes: [UInt8], csrf: String = TestSite.csrf, headers others: [String: String] = [:]
    ) async throws -> SiteAnswer {
        var body = ByteBuffer()
        for (field, value) in fields.merging([FormView.csrfField: csrf], uniquingKeysWith: { own, _ in own }) {
            body.writeString(
                "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(filename)\"\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n--\(Self.boundary)--\r\n")
        var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=\(Self.boundary)"]
        if let person { headers[.cookie] = cookie(of: person) }
        for (name, value) in others {
            guard let name = HTTPField.Name(name) else { throw Unsendable(header: name) }
            headers[name] = value
        }
        return try await execute(.post, path, headers: headers, body: body)
    }

    /// Between the parts of a form, and in no file of a test.
    private static let boundary = "between-the-parts-of-a-form"

    /// - Parameters:
    ///   - person: `nil` for somebody who is not signed in.
    ///   - form: what is sent; `nil` for a request without a body.
    ///   - csrf: the word sent with the form.
    public func ask(
        _ method: HTTPRequest.Method, _ path: String, as person: TestPerson?,
        form: [(name: String, value: String)]? = nil, csrf: String? = TestSite.csrf, headers: [String: String] = [:]
    ) async throws -> SiteAnswer {
        var fields = HTTPFields()
        if let person { fields[.cookie] = cookie(of: person) }
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { throw Unsendable(header: name) }
            fields[name] = value
        }
        var body: ByteBuffer?
        if let form {
            fields[.contentType] = "application/x-www-form-urlencoded"
            let all = (csrf.map { [(name: FormView.csrfField, value: $0)] } ?? []) + form
            body = ByteBuffer(string: URLEncodedForm.encoded(all))
        }
        return try await execute(method, path, headers: fields, body: body)
    }

    /// A request to the letter.
    public func execute(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: ByteBuffer? = nil
    ) async throws -> SiteAnswer {
        var headers = headers
        if let body { headers[.contentLength] = "\(body.readableBytes)" }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(asyncSequence: Self.chunks(of: body)))
        let context = SiteContext(peerAddress: "", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let response = try await responder.respond(to: request, context: context)
        let written = WrittenBody()
        try await response.body.write(written)
        return SiteAnswer(status: response.status, headers: response.headers, body: written.bytes)
    }

    private static func chunks(of body: ByteBuffer?) -> AsyncStream<ByteBuffer> {
        AsyncStream { stream in
            var rest = body ?? ByteBuffer()
            while let chunk = rest.readSlice(length: min(chunkBytes, rest.readableBytes)), chunk.readableBytes > 0 {
                stream.yield(chunk)
            }
            stream.finish()
        }
    }

    struct Unsendable: Error {
        let header: String
    }
}

/// What the site answered.
public struct SiteAnswer: Sendable {
    public let status: HTTPResponse.Status
    public let headers: HTTPFields
    public let body: ByteBuffer

    public var text: String { String(buffer: body) }

    /// Under which name a file is saved.
    public var filename: String? {
        headers[.contentDisposition]?.components(separatedBy: "filename*=UTF-8''").last?.removingPercentEncoding
    }

    /// Whether the fold with this summary stands open.
    public func isOpen(_ summary: String) -> Bool {
        let parts = text.components(separatedBy: "<summary>\(summary)</summary>")
        return parts.count > 1 && (parts[0].components(separatedBy: "<details").last ?? "").contains(" open")
    }

    /// Stands for what is asked before something is done; `nil` when nothing is asked.
    public var confirmation: String? {
        text.firstMatch(of: /name="confirmed" value="([0-9a-f]{64})"/).map { String($0.1) }
    }

    /// Whether the box or answer with this value is on.
    public func isOn(_ value: String) -> Bool { text.contains("value=\"\(value)\" checked") }

    /// A page: text for a browser to draw.
    public var isPage: Bool { headers[.contentType]?.hasPrefix("text/html") ?? false }
}

/// Gathers the body of an answer.
private final class WrittenBody: ResponseBodyWriter, Sendable {
    private let gathered = Mutex(ByteBuffer())

    var bytes: ByteBuffer { gathered.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        gathered.withLock { _ = $0.writeImmutableBuffer(buffer) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
