import ArgumentParser
import Foundation
import Site
import Ward

/// The ward's identity provider, as options or in the environment. The secret stands in a file: arguments and the environment of a
/// program are seen by others.
struct SingleSignOnOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "庁内の認証（OpenID Connect）の発行者。書かないときは環境変数 NAMIKI_SSO_ISSUER。どちらもないときは、パスワードだけでサインインします。",
            valueName: "アドレス"))
    var ssoIssuer: String?

    @Option(help: ArgumentHelp("庁内の認証に登録したクライアントID（NAMIKI_SSO_CLIENT_ID）", valueName: "ID"))
    var ssoClientID: String?

    @Option(
        help: ArgumentHelp(
            "クライアントシークレットを1行で書いた、所有者だけが読めるファイル（NAMIKI_SSO_SECRET_FILE）。公開クライアントでは省きます。",
            valueName: "ファイル"))
    var ssoSecretFile: String?

    @Option(
        help: ArgumentHelp(
            "庁内の認証に登録した戻り先。この画面の公開アドレスに \(ProviderSettings.callbackPath) を続けたもの（NAMIKI_SSO_REDIRECT）",
            valueName: "アドレス"))
    var ssoRedirect: String?

    @Option(help: ArgumentHelp("openid のほかに求めるスコープを空白で区切ったもの（NAMIKI_SSO_SCOPES）。初めの値は profile。", valueName: "スコープ"))
    var ssoScopes: String?

    @Option(
        help: ArgumentHelp(
            "グループを伝える項目。groups や realm_access.roles など（NAMIKI_SSO_GROUPS_CLAIM）。省くと、グループでは役割を付けません。",
            valueName: "項目"))
    var ssoGroupsClaim: String?

    @Flag(help: "庁内の認証が全員に二段階の確認を求めることを、運用担当者が確かめている（NAMIKI_SSO_SECOND_FACTOR=on）。並木の確認コードを重ねて求めません。")
    var ssoSecondFactor = false

    @Option(help: ArgumentHelp("庁内の認証の構成情報を、ネットワークの代わりに読むファイル（NAMIKI_SSO_DISCOVERY_FILE）", valueName: "ファイル"))
    var ssoDiscoveryFile: String?

    @Option(help: ArgumentHelp("庁内の認証の公開鍵（JWKS）を、ネットワークの代わりに読むファイル（NAMIKI_SSO_JWKS_FILE）", valueName: "ファイル"))
    var ssoJwksFile: String?

    /// - Returns: `nil` where no issuer is named.
    /// - Throws: ``ProviderSettingsError`` or ``CommandInputRefusal``
    func provider(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> SingleSignOn? {
        func named(_ option: String?, _ variable: String) -> String? {
            (option ?? environment["NAMIKI_SSO_" + variable]).flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let issuer = named(ssoIssuer, "ISSUER") else { return nil }
        guard let clientID = named(ssoClientID, "CLIENT_ID"), let redirect = named(ssoRedirect, "REDIRECT") else {
            throw CommandInputRefusal(
                "庁内の認証を使うには、--sso-issuer のほかに --sso-client-id と --sso-redirect（または NAMIKI_SSO_CLIENT_ID と NAMIKI_SSO_REDIRECT）を指定してください。"
            )
        }
        let settings = try ProviderSettings(
            issuer: issuer, clientID: clientID,
            secret: try named(ssoSecretFile, "SECRET_FILE").map(Self.secret), redirect: redirect,
            scopes: (named(ssoScopes, "SCOPES") ?? "profile").split(separator: " ").map(String.init),
            groupsClaim: named(ssoGroupsClaim, "GROUPS_CLAIM"),
            asksSecondFactor: ssoSecondFactor || environment["NAMIKI_SSO_SECOND_FACTOR"] == "on",
            discoveryFile: named(ssoDiscoveryFile, "DISCOVERY_FILE"), keysFile: named(ssoJwksFile, "JWKS_FILE"))
        return SingleSignOn(settings, transport: .live)
    }

    /// The one line of a file that its owner alone can read.
    private static func secret(in path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandInputRefusal("クライアントシークレットのファイル「\(path)」を読めません。場所と権限を確かめてください。")
        }
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? 0
        guard mode & 0o077 == 0 else {
            throw CommandInputRefusal("クライアントシークレットのファイル「\(path)」を、ほかの人も読めます。chmod 600 で所有者だけが読めるようにしてください。")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count == 1 else {
            throw CommandInputRefusal("クライアントシークレットのファイル「\(path)」には、シークレットを1行だけ書いてください。")
        }
        return String(lines[0])
    }
}
