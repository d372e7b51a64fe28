/// A header such as `form-data; name="file"; filename="報告.csv"`: a word and its parameters.
struct HeaderValue {
    /// In lower case.
    let word: String
    private let parameters: [String: String]

    init(_ text: String) {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if scalar == ";" && !isQuoted {
                parts.append(part)
                part = ""
            } else {
                part.unicodeScalars.append(scalar)
            }
        }
        parts.append(part)
        word = parts[0].trimmingWhitespace.lowercased()
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let scalars = part.unicodeScalars
            guard let border = scalars.firstIndex(of: "=") else { continue }
            let name = String(scalars[..<border]).trimmingWhitespace.lowercased()
            let value = HeaderValue.unquoted(String(scalars[scalars.index(after: border)...]).trimmingWhitespace)
            if parameters[name] == nil { parameters[name] = value }
        }
        self.parameters = parameters
    }

    subscript(name: String) -> String? { parameters[name] }

    /// Browsers write `"` and line breaks as %22, %0D, %0A (WHATWG HTML, multipart/form-data encoding algorithm).
    private static func unquoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return text }
        let inner = Array(String(String.UnicodeScalarView(scalars.dropFirst().dropLast())).utf8)
        var bytes: [UInt8] = []
        var position = 0
        while position < inner.count {
            let escape = position + 2 < inner.count ? Array(inner[position...position + 2]) : []
            if escape == Array("%22".utf8) {
                bytes.append(UInt8(ascii: "\""))
                position += 3
            } else if escape == Array("%0D".utf8) || escape == Array("%0A".utf8) {
                position += 3
            } else {
                bytes.append(inner[position])
                position += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
