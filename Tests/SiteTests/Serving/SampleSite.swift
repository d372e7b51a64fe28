import ArgumentParser
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Japanese
import Logging
import NIOCore
import Storage
import Ward

@testable import Site

/// A small site with invented sessions, where the token in the cookie is the raw value of a role.
struct SampleSite: Sendable {
    static let csrf = "the-word-of-this-session"
    static let moment = Timestamp(milliseconds: 1_725_148_800_000)

    let ward: Ward
    let server: SiteServer

    init(
        modules: [any Module] = [SampleModule()], settings: SiteSettings = SiteSettings(),
        sessions: SessionGate = SampleSite.sessions, log: TestLog = TestLog()
    ) async throws {
        ward = try await SampleSite.ward()
        server = try SiteServer(
            ward: ward, modules: modules, settings: settings, sessions: sessions,
            logger: Logger(label: "test") { _ in TestLogHandler(log: log) })
    }

    static func ward() async throws -> Ward {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, WardMigrations.all)
        return Ward(database: database, clock: .fixed(moment), random: .system)
    }

    static let sessions = SessionGate(resume: { token, _, grants in
        guard let role = Role(rawValue: token) else { return nil }
        let assignment = SignedIn.Assignment(role: role, unit: nil, body: nil)
        return SessionGate.Resumed(
            session: ID("01J00000000000000000000000"),
            signedIn: SignedIn(
                person: ID("01J00000000000000000000001"), name: "見本 花子", assignments: [assignment], grants: grants),
            csrfToken: csrf, verify: { $0 == csrf })
    })

    func test<Value: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws
        -> Value
    {
        try await server.application().test(.router) { try await body($0) }
    }
}

extension TestClientProtocol {
    /// Asks for a page as somebody with a role, or as nobody.
    func ask(
        _ path: String, as role: Role? = .secretariat, headers: [String: String] = [:]
    ) async throws -> TestResponse {
        try await ask(.get, path, as: role, headers: headers)
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, as role: Role? = .secretariat,
        form: [(name: String, value: String)]? = nil, csrf: String? = SampleSite.csrf,
        headers: [String: String] = [:]
    ) async throws -> TestResponse {
        var fields = HTTPFields()
        if let role { fields[.cookie] = "namiki=\(role.rawValue)" }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        var body: ByteBuffer?
        if let form {
            fields[.contentType] = "application/x-www-form-urlencoded"
            let all = (csrf.map { [(name: FormView.csrfField, value: $0)] } ?? []) + form
            body = ByteBuffer(string: URLEncodedForm.encoded(all))
        }
        return try await execute(uri: path, method: method, headers: fields, body: body)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}

extension Permission {
    static let readSamples = Permission("sample.read", "見本を見る")
    static let changeSamples = Permission("sample.change", "見本を変える")
}

struct SampleFailure: Error {}

struct SampleRefusal: Refusal {
    var words: String { "一つ目の理由。\n二つ目の理由。" }
}

struct SampleModule: Module {
    var name: String { "sample" }
    var migrations: [Migration] { [] }
    var commands: [any AsyncParsableCommand.Type] { [] }
    var grants: Grants {
        Grants([.secretariat: [.readSamples, .changeSamples], .editor: [.readSamples], .auditor: [.readSamples]])
    }
    var navigation: [NavigationEntry] {
        [
            NavigationEntry(Link("見本", "/samples"), needs: .readSamples),
            NavigationEntry(Link("見本の変更", "/samples/change"), needs: .changeSamples),
        ]
    }
    var duties: [DutySource] {
        [
            DutySource { person, _ in
                guard person.has(.editor) else { return [] }
                return [
                    Duty(link: Link("第1四半期の報告", "/samples/1"), note: "10月15日まで"),
                    Duty(link: Link("古い報告", "/samples/2"), note: "7月15日まで", isOverdue: true),
                ]
            }
        ]
    }
    var routes: [Route] {
        [
            Route(.get, "samples", needs: .readSamples) { request in
                request.wantsJSON
                    ? .json(["samples": []]) : .page(Page("見本の一覧", body: "<p>\(request.query["q"] ?? "")</p>"))
            },
            Route(.get, "samples/new", needs: .changeSamples) { _ in .page(Page("新しい見本", body: .empty)) },
            Route(.get, "samples/:sample", needs: .readSamples) { request in
                .page(Page("見本 \(request.parameters["sample"] ?? "")", body: .empty))
            },
            Route(.get, "samples/:sample/file.csv", needs: .readSamples) { _ in
                .bytes([0x41], type: "text/csv; charset=utf-8", filename: "見本 1.csv")
            },
            Route(.get, "samples/:sample/document", needs: .readSamples) { _ in
                .bytes(Array("<!DOCTYPE html>".utf8), type: "text/html; charset=utf-8")
            },
            Route(.post, "samples/:sample/change", needs: .changeSamples) { request in
                .seeOther("/samples/\(request.parameters["sample"] ?? "")", flash: Flash(.done, "変えました。"))
            },
            Route(.post, "samples/upload", needs: .changeSamples) { request in
                .json(["bytes": JSON(request.form.file("file")?.bytes.count)])
            },
            Route(.get, "fail", needs: .readSamples) { _ in throw SampleFailure() },
            Route(.get, "refuse", needs: .readSamples) { _ in throw SampleRefusal() },
            Route(.get, "conflict", needs: .readSamples) { _ in throw PageRefusal.conflict("すでに確定しています。") },
            Route(.get, "busy", needs: .readSamples) { _ in throw StorageError.busy },
            Route(.get, "elsewhere", needs: .readSamples) { _ in .seeOther("https://example.org/") },
        ]
    }
}
