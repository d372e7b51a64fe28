/// A stretch of one script inside a text.
///
///     ScriptRun.runs(in: "デバйд対策").map(\.text)   // ["デバ", "йд", "対策"]
///
/// Offsets count Unicode scalars from the start of the text, so that й written as и + U+0306 is reported as the two
/// scalars it is. Combining marks and invisible scalars belong to the run they follow.
public struct ScriptRun: Hashable, Sendable {
    /// The one script of the run.
    public let script: Script
    /// Scalar offsets, half open.
    public let range: Range<Int>
    /// The run as it stands in the text.
    public let text: String

    public init(script: Script, range: Range<Int>, text: String) {
        self.script = script
        self.range = range
        self.text = text
    }

    /// Cuts a text into runs; together they cover it without gaps.
    public static func runs(in text: String) -> [ScriptRun] {
        var runs: [ScriptRun] = []
        var current: Script?
        var start = 0
        var offset = 0
        var collected = String.UnicodeScalarView()

        func finish(_ script: Script) {
            runs.append(ScriptRun(script: script, range: start..<offset, text: String(collected)))
        }

        for scalar in text.unicodeScalars {
            let script = joining(scalar, after: current)
            if let previous = current, previous != script {
                finish(previous)
                start = offset
                collected = String.UnicodeScalarView()
            }
            current = script
            collected.append(scalar)
            offset += 1
        }
        if let current { finish(current) }
        return runs
    }

    private static func joining(_ scalar: Unicode.Scalar, after previous: Script?) -> Script {
        let own = Script(of: scalar)
        guard let previous else { return own }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return previous
        default: break
        }
        // らーめん is one run: the prolonged sound mark follows its kana.
        if scalar == "ー", previous == .hiragana { return previous }
        return own == .invisible ? previous : own
    }
}
