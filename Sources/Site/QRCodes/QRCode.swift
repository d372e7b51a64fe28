/// A QR code of bytes with error correction level M (ISO/IEC 18004; JIS X 0510), for what a telephone reads from the screen.
///
///     QRCode(Array(address.utf8))?.svg(label: "認証アプリで読み取る二次元コード")
///
/// Level M reads still when 15 % of it is covered. Only byte mode: an address with percent signs is seldom anything else.
struct QRCode: Sendable {
    /// 1 to 40; the symbol has 17 + 4 × version modules a side.
    let version: Int
    /// Whether a module is dark, row by row from the upper left.
    private(set) var modules: [[Bool]]

    var size: Int { modules.count }

    /// - Returns: `nil` when the bytes do not fit in the largest symbol (2,331 bytes).
    init?(_ bytes: [UInt8]) {
        guard let version = (1...40).first(where: { bytes.count <= QRCode.bytesMax($0) }) else { return nil }
        self.version = version
        let codewords = QRCodewords.interleaved(QRCodewords.data(bytes, version: version), version: version)
        var drawing = QRDrawing(version: version)
        drawing.place(codewords)
        modules = drawing.bestMasked()
    }

    /// What fits beside the mode and the length of the content.
    static func bytesMax(_ version: Int) -> Int {
        (QRCodewords.dataCount(version) * 8 - 4 - lengthBits(version)) / 8
    }

    /// How many bits say how long the content is.
    static func lengthBits(_ version: Int) -> Int { version < 10 ? 8 : 16 }
}

extension QRCode {
    /// Light modules that must surround it.
    static let quietModules = 4

    /// As a picture in a page: one path, black on white whatever the colours around it.
    /// - Parameter label: what it is, for those who do not see it.
    func svg(label: String, modulePixels: Int = 5) -> HTML {
        let side = size + 2 * Self.quietModules
        let rows: [HTML] = modules.enumerated().map { y, row in
            let dark: [HTML] = row.enumerated().filter(\.element).map { x, _ in
                "M\(x + Self.quietModules) \(y + Self.quietModules)h1v1h-1z"
            }
            return "\(dark)"
        }
        return """
            <svg role="img" aria-label="\(label)" viewBox="0 0 \(side) \(side)" width="\(side * modulePixels)" \
            height="\(side * modulePixels)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#ffffff"/><path d="\(rows)" fill="#000000"/></svg>

            """
    }
}
