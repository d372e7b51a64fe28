/// A file that may be kept, with what only reading all of its bytes tells. Made before the transaction that keeps it, in which nobody else
/// could write.
public struct PreparedEvidence: Sendable {
    public let bytes: [UInt8]
    /// Of the bytes, by which they are kept.
    public let hash: String
    let filename: String
    let type: EvidenceType

    /// - Parameters:
    ///   - takesOthers: also a kind that may not be attached, for a caller who has read the file.
    ///   - bytesMax: more than the usual, for a caller who has bounded it otherwise.
    public init(
        _ bytes: [UInt8], filename: String, takesOthers: Bool = false, bytesMax: Int = EvidenceStore.bytesMax
    ) throws(EvidenceRefusal) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
        self.bytes = bytes
        self.filename = EvidenceName.cleaned(filename)
        do throws(EvidenceRefusal) {
            type = try EvidenceType.deciding(bytes, filename: self.filename)
        } catch {
            guard takesOthers else { throw error }
            type = .other
        }
        hash = ContentHash.of(bytes)
    }
}
