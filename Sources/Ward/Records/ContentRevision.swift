/// Stands for what a record said when it was read, where nothing counts its changes.
///
///     extension Person: Revised { public var revision: Int { ContentRevision.of(name) } }
///
/// Two texts that say the same have the same one: who brings a record back to what the other person read overwrites nothing.
public enum ContentRevision {
    /// 48 bits of the SHA-256 of what people change.
    public static func of(_ parts: String?...) -> Int {
        let whole = parts.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
        return Int(ContentHash.of(whole).prefix(12), radix: 16) ?? 0
    }
}
