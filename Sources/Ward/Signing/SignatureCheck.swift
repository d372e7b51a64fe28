import Japanese

/// Judges the signatures of one seal or head after another.
struct SignatureCheck: Sendable {
    /// One of these must have signed each; where there are none, only what signatures there are is proved.
    let trusted: [TrustedKey]
    /// The keys of the store; `nil` in a bundle, which has no register.
    let recorded: [String: RecordedKey]?

    /// - Parameters:
    ///   - place: what was signed, in words.
    ///   - moment: when it was made; no signature is older.
    /// - Returns: whether it bears a signature that holds.
    func check(
        _ signatures: [Signature], of place: String, since moment: Timestamp, into report: inout VerificationReport
    ) -> Bool {
        var holding: [Signature] = []
        for signature in signatures {
            let key = "鍵 \(signature.fingerprint)"
            if !signature.isValid {
                report.fail("\(place)：\(key) の署名が合いません。内容か署名が書き換えられています。")
            } else if let recorded, recorded[signature.publicKey] == nil {
                report.fail("\(place)：登録のない\(key) の署名です。")
            } else if signature.signedAt < moment {
                report.fail("\(place)：\(key) の署名の日時（\(signature.signedAt.japanese)）が、記録した日時より前です。")
            } else {
                holding.append(signature)
            }
        }
        if !trusted.isEmpty { demand(holding, of: place, since: moment, into: &report) }
        return !holding.isEmpty
    }

    private func demand(
        _ holding: [Signature], of place: String, since moment: Timestamp, into report: inout VerificationReport
    ) {
        let named = holding.filter { signature in trusted.contains { $0.publicKey == signature.publicKey } }
        let inTime = named.filter(isInTime)
        if let first = inTime.map(\.signedAt).min() {
            if first > moment { report.signedLater += 1 }
        } else if let late = named.first {
            report.fail(
                "\(place)：鍵 \(late.fingerprint) の署名の日（\(late.signedAt.date.japanese)）は、その鍵の有効期間の外です。")
        } else if let other = holding.first {
            report.fail("\(place)：指定した公開鍵の署名がありません（別の鍵 \(other.fingerprint) の署名だけがあります）。")
        } else {
            report.fail("\(place)：指定した公開鍵の署名がありません。")
        }
    }

    /// Whether the key was valid on the day of the signature, both to those who check and to the store.
    private func isInTime(_ signature: Signature) -> Bool {
        let day = signature.signedAt.date
        guard recorded?[signature.publicKey]?.isValid(on: day) ?? true else { return false }
        return trusted.contains { $0.publicKey == signature.publicKey && $0.isTrusted(on: day) }
    }
}
