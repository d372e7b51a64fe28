import Yams

/// A place in a YAML file that is read key by key. What cannot be read becomes a finding with its line, and reading goes
/// on, so that all findings of a file come at once.
public struct YAMLReader {
    public let file: String
    public let node: Node
    public let log: FindingLog

    /// Findings of all files.
    public final class FindingLog {
        public var findings: [DeclarationFinding] = []

        public init() {}
    }

    /// - Returns: `nil` when the text is no YAML.
    public init?(_ text: String, file: String, log: FindingLog) {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                log.findings.append(.init(file: file, line: nil, message: "ファイルが空です。"))
                return nil
            }
            self.init(file: file, node: node, log: log)
        } catch let error as YamlError {
            var line: Int?
            if case .parser(_, _, let mark, _) = error { line = mark.line }
            if case .scanner(_, _, let mark, _) = error { line = mark.line }
            log.findings.append(
                .init(file: file, line: line, message: "YAMLとして読めません。字下げと「:」の後の空白を確かめてください。"))
            return nil
        } catch {
            log.findings.append(.init(file: file, line: nil, message: "YAMLとして読めません。"))
            return nil
        }
    }

    public init(file: String, node: Node, log: FindingLog) {
        self.file = file
        self.node = node
        self.log = log
    }

    public var line: Int? { node.mark?.line }

    /// - Parameter check: which check of the reading module found it.
    public func tell(_ message: String, check: String = DeclarationFinding.format) {
        log.findings.append(DeclarationFinding(check: check, file: file, line: line, message: message))
    }

    public func at(_ node: Node) -> YAMLReader { YAMLReader(file: file, node: node, log: log) }

    // MARK: mappings

    public var isMapping: Bool { node.mapping != nil }

    public subscript(_ key: String) -> YAMLReader? {
        // By text: "1" in quotes and 1 are the same key.
        node.mapping?.first { $0.key.string == key }.map { at($0.value) }
    }

    /// Keys as written, in their order.
    public var keys: [String] { node.mapping.map { $0.keys.compactMap(\.string) } ?? [] }

    /// Tells keys that nothing reads: a misspelt key would otherwise be lost silently.
    public func allow(_ known: Set<String>) {
        guard let mapping = node.mapping else { return tell("「キー: 値」の形で書いてください。") }
        for key in mapping.keys {
            guard let text = key.string else {
                at(key).tell("キーは文字で書いてください。")
                continue
            }
            if !known.contains(text) {
                at(key).tell("「\(text)」というキーはありません。使えるのは \(known.sorted().joined(separator: "、")) です。")
            }
        }
    }

    public func required(_ key: String) -> YAMLReader? {
        if let value = self[key] { return value }
        tell("「\(key)」がありません。")
        return nil
    }

    // MARK: values

    /// Any scalar as it is written. Control characters but tabs and line ends, which an escape like `\0` may bring, are told.
    public var text: String? {
        guard let scalar = node.scalar else {
            tell("文字を書いてください。")
            return nil
        }
        guard !scalar.string.unicodeScalars.contains(where: { $0.isControl && $0 != "\t" && !$0.endsLine }) else {
            tell("目に見えない文字（制御文字）があります。取り除いてください。")
            return nil
        }
        return scalar.string
    }

    /// A text of one line, as names are: they stand in lines of other files.
    public var name: String? {
        guard let text else { return nil }
        guard !text.unicodeScalars.contains(where: { $0 == "\t" || $0.endsLine }) else {
            tell("改行とタブは使えません。1行で書いてください。")
            return nil
        }
        return text
    }

    public var isNull: Bool {
        node.scalar.map { $0.string.isEmpty || $0.string == "null" || $0.string == "~" } ?? false
    }

    /// A list; one thing alone is a list of one.
    public var items: [YAMLReader] { node.sequence.map { $0.map(at) } ?? [self] }

    public var bool: Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            tell("true か false を書いてください。")
            return nil
        }
    }

    public var integer: Int? {
        guard let value = node.scalar.flatMap({ Int($0.string) }) else {
            tell("整数を書いてください。")
            return nil
        }
        return value
    }

    public func texts(_ key: String) -> [String] { self[key]?.items.compactMap(\.text) ?? [] }
    public func text(_ key: String) -> String? { self[key]?.text }

    public func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _ type: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let reader = required(key), let text = reader.text else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue).joined(separator: "、")
        reader.tell("「\(text)」は使えません。\(known) のどれかを書いてください。")
        return nil
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

    /// Also those beyond ASCII that readers of lines know.
    fileprivate var endsLine: Bool { [0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains(value) }
}
