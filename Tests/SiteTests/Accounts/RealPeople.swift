import HTTPTypes
import HummingbirdTesting
import NIOCore
import Ward

@testable import Site

/// A browser of somebody on a site with its real store: keeps cookies and finds the word of a form.
final class Browser {
    private let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]
    private(set) var setCookies: [String] = []

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    func get(_ path: String) async throws -> TestResponse {
        keep(try await client.ask(.get, path, as: nil, headers: headers))
    }

    /// Opens the page with the form, takes its word, and sends the form.
    func post(_ path: String, from page: String, _ form: [(name: String, value: String)]) async throws -> TestResponse {
        let opened = try await get(page)
        let tokens = try MarkupTokenizer.tokens(opened.text)
        let word = tokens.elements("input").first { $0["name"] == FormView.csrfField }?["value"]
        return keep(try await client.ask(.post, path, as: nil, form: form, csrf: word, headers: headers))
    }

    func signIn(_ loginName: String, _ password: String) async throws -> TestResponse {
        try await post("/sign-in", from: "/sign-in", [("loginName", loginName), ("password", password)])
    }

    private var headers: [String: String] {
        cookies.isEmpty ? [:] : ["Cookie": cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")]
    }

    private func keep(_ response: TestResponse) -> TestResponse {
        setCookies = response.headers[values: .setCookie]
        for cookie in setCookies {
            let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count == 2 && !cookie.contains("Max-Age=0") ? pair[1] : nil
        }
        return response
    }
}

enum RealPeople {
    static let password = "つきよのかえるがうたう47"

    /// A site with its real sessions and one administrator, `kanri`.
    static func site(settings: SiteSettings = SiteSettings(), log: TestLog = TestLog()) async throws -> SampleSite {
        let site = try await SampleSite(settings: settings, sessions: .live, log: log)
        let stamp = site.ward.stamp(by: .commandLine)
        let person = try await PersonStore.create(
            loginName: "kanri", name: "管理 太郎", password: password, by: stamp, ward: site.ward, cost: .cheap)
        try await site.ward.database.write { connection in
            _ = try PersonStore.assign(role: .administrator, person: person.id, by: stamp, on: connection)
        }
        return site
    }
}
