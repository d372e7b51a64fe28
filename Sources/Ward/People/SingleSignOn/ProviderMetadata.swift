import Foundation

/// What the provider says of itself (OpenID Connect Discovery 1.0, RFC 8414): where it is asked and how.
struct ProviderMetadata: Hashable, Sendable {
    let authorization: String
    let token: String
    let keys: String
    /// Where somebody signs out of it (OpenID Connect RP-Initiated Logout 1.0); `nil` where it offers that nowhere to be gone to.
    let endSession: String?
    /// Whether its answers name it (RFC 9207): one without its name is then not its own.
    let namesItself: Bool
    /// Whether a client shows its secret in the form; in the header otherwise.
    let takesSecretInForm: Bool

    private struct Written: Decodable {
        let issuer: String
        let authorization_endpoint: String
        let token_endpoint: String
        let jwks_uri: String?
        let end_session_endpoint: String?
        let token_endpoint_auth_methods_supported: [String]?
        let authorization_response_iss_parameter_supported: Bool?
    }

    /// - Throws: ``ProviderAway`` when it is another provider's, or names an address that is not asked.
    init(_ bytes: [UInt8], settings: ProviderSettings) throws(ProviderAway) {
        let written: Written
        do {
            written = try JSONDecoder().decode(Written.self, from: Data(bytes))
        } catch {
            throw ProviderAway("discovery cannot be read")
        }
        guard written.issuer == settings.issuer else { throw ProviderAway("discovery names another issuer") }
        guard let keys = written.jwks_uri ?? settings.keysFile.map({ _ in "" }) else {
            throw ProviderAway("discovery names no jwks_uri")
        }
        authorization = written.authorization_endpoint
        token = written.token_endpoint
        self.keys = keys
        endSession = written.end_session_endpoint.flatMap { ProviderAddress.isAllowed($0) ? $0 : nil }
        namesItself = written.authorization_response_iss_parameter_supported ?? false
        // Without a word, the header (OpenID Connect Discovery 1.0, 3).
        let methods = written.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
        takesSecretInForm = !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
        let asked = [authorization, token] + (settings.keysFile == nil ? [keys] : [])
        guard asked.allSatisfy(ProviderAddress.isAllowed) else {
            throw ProviderAway("discovery names an address without HTTPS")
        }
    }

    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }
}
