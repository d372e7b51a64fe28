/// Writes the lines of canonical YAML: fixed order of keys, one step a line where it fits, so that versions differ by lines.
struct YAMLWriter {
    private(set) var lines: [String] = []

    mutating func line(_ depth: Int, _ text: String) {
        lines.append(String(repeating: "  ", count: depth) + text)
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// A text as a scalar, quoted wherever a plain one could be read as something else.
    static func scalar(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "・ー々〇_./（）-".unicodeScalars.contains(scalar)
            } && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
            && text.unicodeScalars.first.map { $0.properties.isAlphabetic } == true
        if isPlain { return text }
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                if scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
                    || [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
                {
                    let hex = String(scalar.value, radix: 16, uppercase: true)
                    quoted += "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return "\"\(quoted)\""
    }

    /// `{a: b, c: d}` of pairs that have a value.
    static func map(_ pairs: [(String, String?)]) -> String {
        "{" + pairs.compactMap { key, value in value.map { "\(scalar(key)): \($0)" } }.joined(separator: ", ") + "}"
    }

    static func list(_ texts: [String]) -> String { "[" + texts.map(scalar).joined(separator: ", ") + "]" }
}

extension Scenario {
    /// The canonical text: what is sealed, compared and shown. Reading it gives the same scenario.
    public var text: String {
        var out = YAMLWriter()
        out.line(0, "scenario: \(YAMLWriter.scalar(name))")
        out.line(0, "purpose: \(YAMLWriter.scalar(purpose))")
        out.line(0, "system: \(YAMLWriter.scalar(system))")
        input.write(&out)
        if !secrets.isEmpty { out.line(0, "secrets: \(YAMLWriter.list(secrets))") }
        if !session.isEmpty {
            out.line(0, "session:")
            for step in session { step.write(&out, 1) }
        }
        out.line(0, "steps:\(steps.isEmpty ? " []" : "")")
        for step in steps { step.write(&out, 1) }
        if let alreadyDone { alreadyDone.write(&out) }
        out.line(
            0,
            "onError: \(YAMLWriter.map([("retry", "\(retry.attempts)"), ("first", "\(retry.secondsFirst)"), ("longest", "\(retry.secondsMax)"), ("then", retry.then.rawValue)]))"
        )
        out.line(
            0,
            "limits: "
                + YAMLWriter.map([
                    ("records", "\(limits.records)"), ("wait", "\(limits.secondsPerWait)"),
                    ("download", "\(limits.downloadBytesMax)"), ("downloadSeconds", "\(limits.secondsPerDownload)"),
                    ("window", limits.window.map { YAMLWriter.scalar($0.text) }), ("days", limits.days.rawValue),
                ]))
        if let effect {
            out.line(
                0,
                "effect: \(YAMLWriter.map([("baseline", YAMLWriter.scalar(effect.baseline)), ("unit", YAMLWriter.scalar(effect.unit))]))"
            )
        }
        return out.text
    }
}

extension RunLimits.Window {
    /// `18:00-23:00`
    public var text: String {
        func clock(_ minute: Int) -> String {
            "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        }
        return "\(clock(minuteFrom))-\(clock(minuteTo))"
    }
}

extension InputPlan {
    fileprivate func write(_ out: inout YAMLWriter) {
        out.line(0, "input:")
        out.line(1, "kind: \(kind.rawValue)")
        if let sheet { out.line(1, "sheet: \(YAMLWriter.scalar(sheet))") }
        out.line(1, "key: \(YAMLWriter.list(key))")
        if isGrouped { out.line(1, "grouped: true") }
        out.line(1, "columns:\(columns.isEmpty ? " {}" : "")")
        for column in columns {
            let rest = YAMLWriter.map([
                ("form", column.form.rawValue), ("length", column.length.map(String.init)),
                ("required", column.isRequired ? nil : "false"), ("personal", column.personal?.rawValue),
                ("confidence", column.confidenceMin.map { "\($0)" }),
            ])
            out.line(2, "\(YAMLWriter.scalar(column.name)): \(rest)")
        }
    }
}

extension DoneQuery {
    fileprivate func write(_ out: inout YAMLWriter) {
        out.line(0, "alreadyDone:")
        out.line(1, "steps:\(steps.isEmpty ? " []" : "")")
        for step in steps { step.write(&out, 2) }
        out.line(1, "found: \(YAMLWriter.scalar(found.description))")
        if let receipt { out.line(1, "receipt: \(YAMLWriter.scalar(receipt.description))") }
        out.line(1, "absent: \(absent.rawValue)")
        out.line(1, "when: \(when.rawValue)")
    }
}

extension Step {
    fileprivate func write(_ out: inout YAMLWriter, _ depth: Int) {
        let (verb, pairs) = parts
        switch action {
        case .branch(let condition, let then, let otherwise):
            head(&out, depth, verb, [("when", YAMLWriter.scalar(condition.text))])
            out.line(depth + 1, "then:\(then.isEmpty ? " []" : "")")
            for step in then { step.write(&out, depth + 2) }
            if !otherwise.isEmpty { out.line(depth + 1, "otherwise:") }
            for step in otherwise { step.write(&out, depth + 2) }
        case .each(let inner):
            head(&out, depth, verb, [])
            out.line(depth + 1, "steps:\(inner.isEmpty ? " []" : "")")
            for step in inner { step.write(&out, depth + 2) }
        default:
            out.line(depth, "- " + YAMLWriter.map([("id", YAMLWriter.scalar(id)), ("do", verb)] + pairs))
        }
    }

    private func head(_ out: inout YAMLWriter, _ depth: Int, _ verb: String, _ pairs: [(String, String)]) {
        out.line(depth, "- id: \(YAMLWriter.scalar(id))")
        out.line(depth + 1, "do: \(verb)")
        for (key, value) in pairs { out.line(depth + 1, "\(key): \(value)") }
    }

    private var parts: (String, [(String, String?)]) {
        func scalar(_ text: String) -> String { YAMLWriter.scalar(text) }
        func named(_ control: ControlName) -> (String, String?) { ("control", scalar(control.description)) }
        switch action {
        case .goto(let screen): return ("goto", [("screen", scalar(screen))])
        case .expect(let screen): return ("expect", [("screen", scalar(screen))])
        case .fill(let control, let filling):
            var value: (String, String?)
            switch filling.value {
            case .template(let template): value = ("value", scalar(template.text))
            case .secret(let name): value = ("secret", scalar(name))
            }
            return (
                "fill",
                [
                    named(control), value, ("keys", filling.hasRealKeys ? "real" : nil),
                    ("awaits", filling.awaited.map { scalar($0.description) }),
                ]
            )
        case .choose(let control, let value): return ("choose", [named(control), ("value", scalar(value.text))])
        case .submit(let control, let submission):
            let refusals = submission.refusals.map {
                YAMLWriter.map([("screen", scalar($0.screen)), ("text", $0.text.map { scalar($0.description) })])
            }
            return (
                "submit",
                [
                    named(control), ("effect", submission.effect.rawValue), ("until", scalar(submission.until)),
                    ("refusals", refusals.isEmpty ? nil : "[\(refusals.joined(separator: ", "))]"),
                    ("dialog", submission.dialog.map(scalar)),
                ]
            )
        case .read(let control, let name, let isRequired):
            return ("read", [named(control), ("into", scalar(name)), ("required", isRequired ? nil : "false")])
        case .query(let condition, let message):
            return ("query", [("when", scalar(condition.text)), ("message", scalar(message))])
        case .download(let control): return ("download", [named(control)])
        case .upload(let control, let file): return ("upload", [named(control), ("file", scalar(file.text))])
        case .approve(let condition, let role):
            return ("approve", [("when", condition.map { scalar($0.text) }), ("role", scalar(role))])
        case .branch: return ("branch", [])
        case .each: return ("each", [])
        }
    }
}

extension ScreenContract {
    /// The canonical text. Reading it gives the same contract.
    public var text: String {
        var out = YAMLWriter()
        out.line(0, "system: \(YAMLWriter.scalar(system))")
        out.line(0, "release: \(YAMLWriter.scalar(release))")
        out.line(0, "screens:\(screens.isEmpty ? " {}" : "")")
        for screen in screens {
            out.line(1, "\(YAMLWriter.scalar(screen.name)):")
            out.line(2, "title: \(YAMLWriter.scalar(screen.title))")
            if let path = screen.path { out.line(2, "path: \(YAMLWriter.scalar(path))") }
            if screen.isSignIn { out.line(2, "signIn: true") }
            out.line(2, "controls:\(screen.controls.isEmpty ? " {}" : "")")
            for control in screen.controls {
                out.line(3, "\(YAMLWriter.scalar(control.name)):")
                out.line(4, "kind: \(control.kind.rawValue)")
                if control.isOptional { out.line(4, "optional: true") }
                let marks = control.candidates.map { YAMLWriter.map([($0.way.rawValue, YAMLWriter.scalar($0.value))]) }
                out.line(4, "candidates: [\(marks.joined(separator: ", "))]")
            }
        }
        return out.text
    }
}
