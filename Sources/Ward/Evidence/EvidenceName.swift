/// Names of files as they come from a browser or a command.
enum EvidenceName {
    static let scalarsMax = 120
    private static let endingBytesMax = 8

    /// A name without folders, control characters, direction marks and what Windows cannot store, in bounded length; the
    /// ending stays.
    static func cleaned(_ filename: String) -> String {
        let last = filename.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? []
        var name: [Unicode.Scalar] = []
        for scalar in last {
            switch scalar.properties.generalCategory {
            // Format characters hold the direction marks, with which `exe.fdp` is shown for `pdf.exe`.
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: continue
            default: name.append("<>:\"|?*".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        let kept = name[...].trimmed
        guard !kept.isEmpty else { return "無題" }
        guard kept.count > scalarsMax else { return String(kept) }
        let ending = ending(of: String(kept)).map { Array(".\($0)".unicodeScalars) } ?? []
        return String(kept.prefix(scalarsMax - ending.count).trimmed + ending)
    }

    /// What stands after the last point, in small letters, when it looks like the ending of a kind of file.
    ///
    ///     ending(of: "報告.PDF")      // "pdf"
    ///     ending(of: "第1.5版 資料")   // nil
    static func ending(of filename: String) -> String? {
        let bytes = Array(filename.utf8)
        guard let point = bytes.lastIndex(of: UInt8(ascii: ".")), point > 0 else { return nil }
        let ending = bytes[(point + 1)...]
        let isLetterOrDigit = ending.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        }
        guard (1...endingBytesMax).contains(ending.count), isLetterOrDigit, ending.contains(where: { $0 > 0x39 }) else {
            return nil
        }
        return String(decoding: ending.map { $0 > 0x39 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

extension ArraySlice<Unicode.Scalar> {
    /// Without the points and spaces at both ends, which Windows drops by itself.
    fileprivate var trimmed: ArraySlice<Unicode.Scalar> {
        func isKept(_ scalar: Unicode.Scalar) -> Bool { scalar != "." && !scalar.properties.isWhitespace }
        guard let first = firstIndex(where: isKept), let last = lastIndex(where: isKept) else { return [] }
        return self[first...last]
    }
}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
