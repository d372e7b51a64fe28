import Ward

extension Field where Value == MailAddress {
    /// A mail address.
    /// - Parameter autocomplete: `email` for one's own.
    public static func mailAddress(
        _ name: String, _ label: String, hint: String, autocomplete: String? = nil
    ) -> Field {
        Field<String>.text(name, label, max: MailAddress.bytesMax, hint: hint, autocomplete: autocomplete).mapped(
            to: { MailAddress($0) }, from: \.text,
            problem: { _ in "「\(label)」をメールアドレスとして読めません。例: kumin@city.example.lg.jp（半角）" })
    }
}
