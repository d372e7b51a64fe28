/// The identity provider (認証基盤) of the ward, as whoever runs the server names it: Entra ID, AD FS, Keycloak or another that speaks
/// OpenID Connect Core 1.0.
public struct ProviderSettings: Hashable, Sendable {
    /// Exactly as the provider writes it into its tokens.
    public let issuer: String
    public let clientID: String
    /// `nil` for a client without a secret, which has only its code verifier (RFC 7636) to show.
    let secret: String?
    /// Where the provider sends the browser back to: the public address of this site with the path of the callback.
    public let redirect: String
    /// Asked for beside `openid`.
    public let scopes: [String]
    /// The claim that names groups, or a path to it with dots, such as `realm_access.roles`; `nil`: groups give no roles.
    public let groupsClaim: String?
    /// Whether the provider asks everybody for a second factor, as its operators assure.
    public let asksSecondFactor: Bool
    /// Files in place of what is fetched from the provider.
    let discoveryFile: String?
    let keysFile: String?

    /// - Throws: ``ProviderSettingsError`` with everything that is wrong.
    public init(
        issuer: String, clientID: String, secret: String?, redirect: String, scopes: [String] = ["profile"],
        groupsClaim: String? = nil, asksSecondFactor: Bool = false, discoveryFile: String? = nil,
        keysFile: String? = nil
    ) throws(ProviderSettingsError) {
        var problems: [String] = []
        if !ProviderAddress.isAllowed(issuer) || issuer.contains("?") || issuer.contains("#") {
            problems.append("発行者（issuer）「\(issuer)」は、https:// で始まる、? や # を含まないアドレスにしてください。")
        }
        if !ProviderAddress.isAllowed(redirect) || !redirect.hasSuffix(Self.callbackPath) {
            problems.append(
                "戻り先「\(redirect)」は、この画面のアドレスに \(Self.callbackPath) を続けたものにしてください。"
                    + "例: https://namiki.example.jp\(Self.callbackPath)")
        }
        if clientID.isEmpty || !clientID.unicodeScalars.allSatisfy(Self.isPrintable) {
            problems.append("クライアントIDを、空白を含まない半角の文字で指定してください。")
        }
        if let secret, secret.isEmpty || !secret.unicodeScalars.allSatisfy(Self.isPrintable) {
            problems.append("クライアントシークレットのファイルには、空白を含まない半角の文字を1行だけ書いてください。")
        }
        for scope in scopes where scope.isEmpty || !scope.unicodeScalars.allSatisfy(Self.isPrintable) {
            problems.append("スコープ「\(scope)」は、半角の文字で1つずつ指定してください。")
        }
        guard problems.isEmpty else { throw ProviderSettingsError(problems: problems) }
        self.issuer = issuer
        self.clientID = clientID
        self.secret = secret
        self.redirect = redirect
        self.scopes = scopes.filter { $0 != "openid" }
        self.groupsClaim = groupsClaim
        self.asksSecondFactor = asksSecondFactor
        self.discoveryFile = discoveryFile
        self.keysFile = keysFile
    }

    public static let callbackPath = "/sign-in/sso/callback"

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool { (0x21...0x7E).contains(scalar.value) }
}

/// What is wrong with the settings of a provider, all at once.
public struct ProviderSettingsError: Refusal, Hashable {
    public let problems: [String]
    public var words: String { problems.joined(separator: "\n") }
}

/// Addresses that are asked or named to a browser: HTTPS, or this very machine.
enum ProviderAddress {
    static let bytesMax = 2000

    static func isAllowed(_ text: String) -> Bool {
        guard text.utf8.count <= bytesMax,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) })
        else { return false }
        if let rest = text.wholeRest(after: "https://") { return !host(rest).isEmpty && !rest.contains("@") }
        return isLoopback(text)
    }

    /// Whether it is on this machine, where HTTPS guards nothing more.
    static func isLoopback(_ text: String) -> Bool {
        guard let rest = text.wholeRest(after: "http://"), !rest.contains("@") else { return false }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host(rest))
    }

    private static func host(_ rest: Substring) -> String {
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if authority.hasPrefix("[") { return authority.firstIndex(of: "]").map { String(authority[...$0]) } ?? "" }
        return String(authority.prefix { $0 != ":" })
    }
}

extension String {
    fileprivate func wholeRest(after prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
