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

    /// Opens the page with the form, takes its word and its hidden fields, and sends the form.
    public func post(
        _ path: String, from page: String, _ form: [(name: String, value: String)]
    ) async throws -> SiteAnswer {
        try await post(path, after: try await get(page), form)
    }

    /// The hidden fields of the first form that is sent to the address, without its word.
    public static func hidden(
        in tokens: [MarkupTokenizer.Token], sentTo path: String
    ) -> [(name: String, value: String)] {
        var hidden: [(name: String, value: String)] = []
        var isInside = false
        for token in tokens {
            switch token {
            case .open("form", let attributes): isInside = attributes["action"] == path
            case .close("form") where isInside: return hidden
            case .open("input", let attributes) where isInside && attributes["type"] == "hidden":
                if let name = attributes["name"], name != FormView.csrfField {
                    hidden.append((name, attributes["value"] ?? ""))
                }
            default: break
            }
        }
        return hidden
    }

    /// Sends the form that the page before answered with, such as the one for the code of a second factor.
    public func post(
        _ path: String, after answer: SiteAnswer, _ form: [(name: String, value: String)]
    ) async throws -> SiteAnswer {
        let tokens = try MarkupTokenizer.tokens(answer.text)
        let word = tokens.elements("input").first { $0["name"] == FormView.csrfField }?["value"]
        let given = Set(form.map(\.name))
        let hidden = Self.hidden(in: tokens, sentTo: path).filter { !given.contains($0.name) }
        return keep(try await client.ask(.post, path, as: nil, form: hidden + form, csrf: word, headers: headers))
    }

    /// Opens the page with the form, takes its word, and sends the form with a file.
    public func post(
        _ path: String, from page: String, file name: String, filename: String, bytes: [UInt8]
    ) async throws -> SiteAnswer {
        let tokens = try MarkupTokenizer.tokens(try await get(page).text)
        let word = tokens.elements("input").first { $0["name"] == FormView.csrfField }?["value"]
        return keep(
            try await client.post(
                path, as: nil, [:], file: name, filename: filename, bytes: bytes, csrf: word ?? "", headers: headers))
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
