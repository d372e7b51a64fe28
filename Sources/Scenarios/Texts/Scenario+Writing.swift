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
