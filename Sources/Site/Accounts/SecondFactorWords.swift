import Storage
import Ward

/// How somebody stands with their second factor, in a sentence.
struct SecondFactorWords: Sendable {
    let factor: SecondFactor
    /// Whether this ward asks for second factors.
    let isAsked: Bool
    /// Whether the person's permissions ask for one.
    let isNeeded: Bool

    /// Whether somebody who does something powerful is asked for a code.
    var isShown: Bool { isAsked && factor.confirmedAt != nil }

    init(_ person: SignedIn, on connection: any Connection) throws {
        factor = try SecondFactorStore.find(of: person.person, on: connection)
        isAsked = try SettingStore.asksSecondFactor(on: connection)
        isNeeded = person.isPowerful
    }

    var sentence: HTML {
        guard isAsked else {
            return "ここでは、サインインのときに認証アプリの確認を求めない設定になっています。設定は、サーバーの運用担当者が変えられます。"
        }
        if let since = factor.confirmedAt {
            return "登録済みです（\(since.japanese)）。使っていない回復コードは\(factor.recoveryCodesLeft)個です。"
        }
        return isNeeded ? "まだ登録していません。あなたの役割では、登録が必要です。" : "登録していません。あなたの役割では、登録は任意です。"
    }
}
