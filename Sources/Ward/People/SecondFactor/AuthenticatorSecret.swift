/// What the ward and a person's authenticator share, as the person takes it over.
public struct AuthenticatorSecret: Hashable, Sendable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(random: RandomSource) {
        self.init(bytes: random.bytes(OneTimeCode.secretBytes))
    }

    /// To be typed by hand: letters and digits in groups of four.
    public var groups: String { Base32.text(bytes).inGroups() }

    /// For an authenticator on the same device, and in the QR code (Key Uri Format of Google Authenticator).
    /// - Parameter issuer: as the authenticator names the site, such as 並木（杉並区）.
    public func address(issuer: String, account: String) -> String {
        let (issuer, account) = (PercentCoding.encoded(issuer), PercentCoding.encoded(account))
        return "otpauth://totp/\(issuer):\(account)?secret=\(Base32.text(bytes))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(OneTimeCode.digits)&period=\(OneTimeCode.stepSeconds)"
    }
}

extension String {
    /// In groups of four, as people read long codes.
    func inGroups(by separator: String = "-") -> String {
        let letters = Array(utf8)
        return stride(from: 0, to: letters.count, by: 4).map { start in
            String(decoding: letters[start..<min(start + 4, letters.count)], as: UTF8.self)
        }.joined(separator: separator)
    }
}
