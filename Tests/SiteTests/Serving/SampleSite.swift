import ArgumentParser
import HTTPTypes
import Japanese
import SiteTesting
import Storage
import Ward

@testable import Site

extension TestSite {
    /// A small site of invented pages.
    static func sample(settings: SiteSettings = SiteSettings(), log: TestLog = TestLog()) async throws -> TestSite {
        try await TestSite(modules: [SampleModule()], settings: settings, log: log)
    }

    func test<Value>(_ body: (SiteClient) async throws -> Value) async throws -> Value {
        try await body(client)
    }
}

extension SiteClient {
    /// Asks for a page as somebody with a role.
    func ask(
        _ path: String, as role: Role = .secretariat, headers: [String: String] = [:]
    ) async throws -> SiteAnswer {
        try await ask(.get, path, as: role, headers: headers)
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, as role: Role = .secretariat,
        form: [(name: String, value: String)]? = nil, csrf: String? = TestSite.csrf, headers: [String: String] = [:]
    ) async throws -> SiteAnswer {
        try await ask(method, path, as: TestPerson(role), form: form, csrf: csrf, headers: headers)
    }
}

extension Permission {
    static let readSamples = Permission("sample.read", "見本を見る")
    static let changeSamples = Permission("sample.change", "見本を変える")
}

extension DutyKind {
    static let report = DutyKind("sample.report", "報告する")
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
    var area: Area? {
        Area(
            "見本帳", order: 10,
            pages: [
                NavigationEntry(Link("見本", "/samples"), needs: .readSamples),
                NavigationEntry(Link("最初の見本", "/samples/1"), needs: .readSamples),
                NavigationEntry(Link("新しい見本", "/samples/new"), needs: .changeSamples),
            ])
    }
    var help: ModuleHelp? {
        ModuleHelp(
            purpose: "見本を扱います。", steps: [], pages: [PageHelp("samples/:sample", "この見本を<見ます>。")],
            words: [Word("見本帳", "みほんちょう", "見本を並べたものです。")])
    }
    var duties: [DutySource] {
        [
            DutySource { person, _ in
                guard person.has(.editor) else { return [] }
                return [
                    Duty(
                        .report, link: Link("第1四半期の報告", "/samples/1"), note: "10月15日まで",
                        dueOn: CivilDate(iso: "2026-10-15")),
                    Duty(
                        .report, link: Link("古い報告", "/samples/2"), note: "7月15日まで", dueOn: CivilDate(iso: "2026-07-15"),
                        isOverdue: true),
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
            Route(.get, "samples/:sample/copy", needs: .readSamples) { _ in
                .page(Page("写し", trail: [Link("見本", "/samples"), Link("新しい見本", "/samples/new")], body: .empty))
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
