import Site

/// A browser of somebody on a site with its live sessions: keeps cookies and finds the word of a form.
public final class TestBrowser {
    private let client: SiteClient
    public private(set) var cookies: [String: String] = [:]
    /// The `Set-Cookie` headers of the last answer.
    public private(set) var setCookies: [String] = []

    public init(_ client: SiteClient) {
        self.client = client
    }

    public func get(_ path: String) async throws -> SiteAnswer {
        keep(try await client.get(path, as: nil, headers: headers))
    }

    /// Opens the page with the form, takes its word, and sends the form.
    public func post(
        _ path: String, from page: String, _ form: [(name: String, value: String)]
    ) async throws -> SiteAnswer {
        let opened = try await get(page)
        let tokens = try MarkupTokenizer.tokens(opened.text)
        let word = tokens.elements("input").first { $0["name"] == FormView.csrfField }?["value"]
        return keep(try await client.ask(.post, path, as: nil, form: form, csrf: word, headers: headers))
    }

    public func signIn(_ loginName: String, _ password: String) async throws -> SiteAnswer {
        try await post("/sign-in", from: "/sign-in", [("loginName", loginName), ("password", password)])
    }

    private var headers: [String: String] {
        cookies.isEmpty ? [:] : ["Cookie": cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")]
    }

    private func keep(_ answer: SiteAnswer) -> SiteAnswer {
        setCookies = answer.headers[values: .setCookie]
        for cookie in setCookies {
            let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count == 2 && !cookie.contains("Max-Age=0") ? pair[1] : nil
        }
        return answer
    }
}
