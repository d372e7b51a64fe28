/// A text that stands by itself because a person said what it is.
struct DecidedText: Hashable, Sendable {
    let line: Int
    let text: String

    init(_ text: LocatedText) {
        line = text.line
        self.text = text.text
    }
}

extension LineRoles {
    /// What a line is to the outline when a person said it.
    static func role(
        _ decided: LineRole, of body: ArraySlice<Unicode.Scalar>, sign: HeadingSign?, start: Int
    ) -> Role {
        switch decided {
        case .heading, .initiative:
            let plain = HeadingSign(kind: .line, ordinal: nil, printed: "", length: 0)
            return .heading(sign ?? plain, hashes: nil, start: start)
        case .promise: return .decided(skip: sign?.length ?? bulletLength(body) ?? 0)
        case .text: return .decided(skip: 0)
        case .unit: return field(.unit, body, start: start)
        case .time: return field(.time, body, start: start)
        case .target: return field(.target, body, start: start)
        case .body, .member, .secretariat, .ignore: return .roster
        }
    }

    private static func field(_ label: FieldLabel, _ body: ArraySlice<Unicode.Scalar>, start: Int) -> Role {
        let value = FieldLabel.atBeginning(of: Array(body))?.value ?? 0
        // A label alone has its value below.
        return .field(label, value: start + value)
    }
}
