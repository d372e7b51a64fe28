import Ward

/// Fields as forms and queries send them (application/x-www-form-urlencoded).
enum URLEncodedForm {
    static let fieldsMax = 2_000

    /// - Returns: `nil` when an escape is broken, the text is no UTF-8 or there are more than ``fieldsMax`` fields.
    static func decoded(_ bytes: some Collection<UInt8>) -> Form? {
        var fields: [(name: String, value: String)] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < fieldsMax else { return nil }
            let border = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = PercentCoding.decoded(pair[..<border], plusIsSpace: true),
                let value = PercentCoding.decoded(pair[border...].dropFirst(), plusIsSpace: true)
            else { return nil }
            fields.append((name, value))
        }
        return Form(fields: fields)
    }

    /// The text of a query.
    static func encoded(_ fields: [(name: String, value: String)]) -> String {
        fields.map { PercentCoding.encoded($0.name) + "=" + PercentCoding.encoded($0.value) }.joined(separator: "&")
    }
}

/// The part of an address after the question mark, for modules that keep what was asked of a list.
public enum QueryText {
    public static func encoded(_ fields: [(name: String, value: String)]) -> String {
        URLEncodedForm.encoded(fields)
    }
}
