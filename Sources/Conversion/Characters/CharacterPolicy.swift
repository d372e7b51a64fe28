import Japanese

/// Which characters the target may hold.
public enum CharacterPolicy: String, CaseIterable, Hashable, Sendable {
    /// All of Unicode but private scalars: 行政事務標準文字.
    case all
    /// What phones and older systems show: JIS X 0208 with the extensions of Windows.
    case jisX0208 = "jisx0208"

    public var japanese: String {
        switch self {
        case .all: "私用領域を除くすべての文字"
        case .jisX0208: "JIS X 0208（Windowsの拡張文字を含む）"
        }
    }

    /// Whether a scalar may stand in the target.
    public func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .all: true
        case .jisX0208: scalar.value < 0x80 || CharacterPolicy.windows.contains(scalar)
        }
    }

    private static let windows: Set<Unicode.Scalar> = Set(
        WindowsCharacterSet.table.codes().keys.filter { !(0xE000...0xF8FF).contains($0.value) })
}
