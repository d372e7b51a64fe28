/// Something in a file of declarations (YAML) that must be mended before it may be used: where, what, how.
public struct DeclarationFinding: Error, Hashable, Sendable {
    /// The check that every file passes first: that it can be read.
    public static let format = "format"

    /// Which check found it.
    public let check: String
    public let file: String
    /// From 1; `nil` for the whole file.
    public let line: Int?
    public let message: String

    public init(check: String = format, file: String, line: Int?, message: String) {
        self.check = check
        self.file = file
        self.line = line
        self.message = message
    }

    /// `layout.yaml:12　…`, as people and editors know it.
    public var japanese: String { "\(file)\(line.map { ":\($0)" } ?? "")　\(message)" }
}
