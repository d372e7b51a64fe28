// The forms of all parts of a scenario and of a contract of screens, each beside the others: what is added here is read and published.

extension Scenario {
    static let form = MappingForm([
        .must("scenario", .written(pattern: "^[a-z0-9-]{1,64}$", about: "英小文字、数字、ハイフン")),
        .must("purpose", .name), .must("system", .name), .must("input", .mapping(InputPlan.form)),
        .may("secrets", .list(.name)), .may("session", .steps), .must("steps", .steps),
        .may("alreadyDone", .mapping(DoneQuery.form)), .may("onError", .mapping(RetryPlan.form)),
        .may("limits", .mapping(RunLimits.form)), .may("effect", .mapping(EffectPlan.form)),
    ])
}

extension InputPlan {
    static let form = MappingForm([
        .must("kind", .words(Kind.self)), .may("sheet", .name), .must("key", .list(.name)), .may("grouped", .flag),
        .must("columns", .named(.mapping(InputColumn.form), pattern: "", isNullable: true)),
    ])
}

extension InputColumn {
    static let form = MappingForm([
        .may("form", .words(Form.self)), .may("length", .whole(1...1000)), .may("required", .flag),
        .may("personal", .words(Personal.self)), .may("confidence", .share),
    ])
}

extension DoneQuery {
    static let form = MappingForm([
        .must("steps", .steps), .must("found", .control), .may("receipt", .control),
        .may("absent", .words(Absent.self)),
        .may("when", .words(When.self)),
    ])
}

extension RetryPlan {
    static let form = MappingForm([
        .may("retry", .whole(0...10)), .may("first", .whole(0...3600)), .may("longest", .whole(0...3600)),
        .may("then", .words(Afterwards.self)),
    ])
}

extension RunLimits {
    static let form = MappingForm([
        .may("records", .whole(1...recordsMax)), .may("wait", .whole(1...600)),
        .may("download", .whole(1...2_000_000_000)), .may("downloadSeconds", .whole(1...3600)),
        .may("window", .written(pattern: window, about: "18:00-23:00")), .may("days", .words(Days.self)),
    ])

    private static let moment = "(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)"
    private static let window = "^\(moment)-\(moment)$"
}

extension EffectPlan {
    static let form = MappingForm([.must("baseline", .name), .must("unit", .name)])
}

extension Submission.Refusal {
    static let form = MappingForm([.must("screen", .name), .may("text", .control)])
}

extension StepReader.Verb {
    /// The keys beside `do` and `id`.
    var form: MappingForm {
        switch self {
        case .goto, .expect: MappingForm([.must("screen", .name)])
        case .fill:
            MappingForm(
                [
                    .must("control", .control), .may("value", .value), .may("secret", .name),
                    .may("keys", .words(StepReader.Keys.self)), .may("awaits", .control),
                ], oneOf: ["value", "secret"])
        case .choose: MappingForm([.must("control", .control), .must("value", .value)])
        case .submit:
            MappingForm([
                .must("control", .control), .must("effect", .words(Submission.Effect.self)), .must("until", .name),
                .may("refusals", .list(.mapping(Submission.Refusal.form))), .may("dialog", .text),
            ])
        case .read: MappingForm([.must("control", .control), .must("into", .name), .may("required", .flag)])
        case .query: MappingForm([.must("when", .condition), .must("message", .name)])
        case .download: MappingForm([.must("control", .control)])
        case .upload: MappingForm([.must("control", .control), .must("file", .value)])
        case .approve: MappingForm([.may("when", .condition), .must("role", .name)])
        case .branch:
            MappingForm([.must("when", .condition), .must("then", .steps), .may("otherwise", .steps)])
        case .each: MappingForm([.must("steps", .steps)])
        }
    }
}

extension ScreenContract {
    static let form = MappingForm([
        .must("system", .name), .must("release", .name),
        .must("screens", .named(.mapping(Screen.form), pattern: withoutDot, isNullable: false)),
    ])

    /// Dots part the name of a screen from that of its control.
    static let withoutDot = "^[^.]*$"
}

extension Screen {
    static let form = MappingForm([
        .must("title", .name), .may("path", .written(pattern: #"^/(?!/)[^\\]*$"#, about: "システムの中の場所")),
        .may("signIn", .flag),
        .may("controls", .named(.mapping(Control.form), pattern: ScreenContract.withoutDot, isNullable: false)),
    ])
}

extension Control {
    static let form = MappingForm([
        .must("kind", .words(Kind.self)), .may("optional", .flag),
        .must("candidates", .list(.one(Candidate.Way.allCases.map(\.rawValue)), min: candidatesMin, max: nil)),
    ])
}
