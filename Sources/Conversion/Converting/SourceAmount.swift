import Japanese
import Tabular

/// Amounts as sources write them: with leading zeros, commas, full-width figures and spaces around.
enum SourceAmount {
    /// `nil` for what is no whole number of at most 12 figures.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if let value = WholeNumber.amount(bytes) { return value }
        let text = Width.narrowingDigitsAndLatin(String(decoding: bytes, as: UTF8.self)).trimmed
        guard var plain = NumberText.plain(text) else { return nil }
        return plain.withUTF8 { WholeNumber.amount($0) }
    }
}
