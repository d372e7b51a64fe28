extension Step {
    func write(_ out: inout YAMLWriter, _ depth: Int) {
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

    /// One line without what is inside it, for comparing.
    var summary: String {
        var pairs = parts.1
        if case .branch(let condition, _, _) = action { pairs = [("when", YAMLWriter.scalar(condition.text))] }
        return YAMLWriter.map([("do", parts.0)] + pairs)
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
