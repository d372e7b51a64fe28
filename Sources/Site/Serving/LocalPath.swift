/// Paths of this site, where a path may come from outside.
enum LocalPath {
    /// The path itself, or the first page when it could lead to another site.
    static func safe(_ path: String) -> String {
        let bytes = Array(path.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= RequestTarget.pathBytesMax,
            bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            bytes.count < 2 || bytes[1] != UInt8(ascii: "/")
        else { return "/" }
        return path
    }
}
