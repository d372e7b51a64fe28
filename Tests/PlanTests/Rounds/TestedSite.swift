import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Ward

@testable import Plan
@testable import Site

/// The site over a plan, asked by people of one role each: `secretariat`, or `editor.` and the unit's identifier.
struct TestedSite {
    private static let csrf = "the-word-of-this-session"

    private let client: any TestClientProtocol

    static func use(_ plan: TestedPlan, _ body: @Sendable (TestedSite) async throws -> Void) async throws {
        let sessions = SessionGate(resume: { token, _, grants in
            let parts = token.split(separator: ".").map(String.init)
            guard let role = parts.first.flatMap(Role.init(rawValue:)) else { return nil }
            let unit: ID<OfficeUnit>? = parts.count > 1 ? ID(parts[1]) : nil
            return SessionGate.Resumed(
                session: ID("01J00000000000000000000000"),
                signedIn: SignedIn(
                    person: ID("01J00000000000000000000001"), name: "見本",
                    assignments: [.init(role: role, unit: unit, body: nil)], grants: grants), csrfToken: csrf,
                verify: { $0 == csrf })
        })
        let server = try SiteServer(
            ward: plan.ward, modules: [PlanModule()], sessions: sessions,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.application().test(.router) { client in
            try await body(TestedSite(client: client))
        }
    }

    struct Answer {
        let status: Int
        let text: String
        let disposition: String

        fileprivate init(_ response: TestResponse) {
            status = response.status.code
            text = String(buffer: response.body)
            disposition = response.headers[.contentDisposition] ?? ""
        }

        /// Whether the fold with this summary stands open.
        func isOpen(_ summary: String) -> Bool {
            guard let place = text.range(of: "<summary>\(summary)</summary>"),
                let fold = text[..<place.lowerBound].range(of: "<details", options: .backwards)
            else { return false }
            return text[fold.upperBound..<place.lowerBound].contains(" open")
        }

        /// Whether the box or answer with this value is on.
        func isOn(_ value: String) -> Bool {
            text.contains("value=\"\(value)\" checked")
        }
    }

    func get(_ path: String, as token: String) async throws -> Answer {
        Answer(try await client.execute(uri: path, method: .get, headers: [.cookie: "namiki=\(token)"]))
    }

    func post(_ path: String, as token: String, _ fields: [(String, String)] = []) async throws -> Answer {
        let text = (fields + [(FormView.csrfField, Self.csrf)]).map { "\($0)=\(PercentCoding.encoded($1))" }
            .joined(separator: "&")
        return Answer(
            try await client.execute(
                uri: path, method: .post,
                headers: [.cookie: "namiki=\(token)", .contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: text)))
    }

    /// Sends a form with a file, as browsers do.
    func post(
        _ path: String, as token: String, _ fields: [(String, String)], file name: String, _ filename: String,
        _ content: String
    ) async throws -> Answer {
        var body = ""
        for (field, value) in fields + [(FormView.csrfField, Self.csrf)] {
            body += "--x\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
        }
        body += "--x\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(filename)\"\r\n\r\n"
        body += "\(content)\r\n--x--\r\n"
        return Answer(
            try await client.execute(
                uri: path, method: .post,
                headers: [.cookie: "namiki=\(token)", .contentType: "multipart/form-data; boundary=x"],
                body: ByteBuffer(string: body)))
    }
}
