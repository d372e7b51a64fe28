import Site

/// What is to become of one procedure of a case; without a state it goes back to what the rules say.
struct ItemChange: Hashable, Sendable {
    let procedure: String
    let state: DeskItem.State?
    let reason: String
}

/// The state of one procedure and its reason, as they stand in a row of the case's table.
struct ItemField {
    let item: DeskItem

    private static let reasonMax = 200

    private var id: String { item.procedure.id }
    private var title: String { item.procedure.title.japanese }
    private var stateName: String { "state-\(id)" }

    private var reason: Field<String> { .text("reason-\(id)", "\(title)の理由", max: Self.reasonMax).orEmpty }

    /// The fields of a form that belong to such rows.
    static func names(in form: Form) -> [String] {
        form.fields.map(\.name).filter { $0.hasPrefix("state-") || $0.hasPrefix("reason-") }
    }

    func markup(_ sent: Form?, _ errors: FormErrors) -> HTML {
        let chosen = sent?[stateName] ?? item.state?.rawValue ?? ""
        let options: [HTML] = DeskItem.State.allCases.map { state in
            "<option value=\"\(state.rawValue)\"\("selected", if: state.rawValue == chosen)>\(state.title)</option>"
        }
        let wrong: [HTML] = (errors[stateName] + errors[reason.name]).map { "<p class=\"field-error\">\($0)</p>" }
        // What somebody else wrote meanwhile is seen beside what was about to be written.
        let standing: HTML =
            sent != nil && chosen != item.state?.rawValue ?? ""
            ? "<p class=\"procedure-note\">いまの記録：\(item.tag)</p>" : ""
        return """
            \(wrong)<label class="visually-hidden" for="\(stateName)">\(title)の状態</label>\
            <select id="\(stateName)" name="\(stateName)"><option value="">\(item.result.state == .yes ? "対象（これから）" : "確認が必要")</option>\
            \(options)</select>\(standing)\
            <label class="item-reason" for="\(reason.name)">理由・メモ</label>\
            <input type="text" id="\(reason.name)" name="\(reason.name)" value="\(sent?[reason.name] ?? item.reason)">
            """
    }

    /// - Returns: `nil` when nothing changes.
    func read(_ form: inout FormReader) -> ItemChange? {
        guard let text = form.form[stateName] else { return nil }
        guard !text.isEmpty else {
            return item.state == nil || item.isByItself ? nil : ItemChange(procedure: id, state: nil, reason: "")
        }
        guard let state = DeskItem.State(rawValue: text) else {
            form.errors.add(stateName, "「\(title)」の状態を選び直してください。")
            return nil
        }
        let reason = form.value(reason) ?? ""
        if state == .dropped, reason.isEmpty {
            form.errors.add(self.reason.name, "「\(title)」を「行わない」にするときは、理由を書いてください。")
        }
        guard state != item.state || reason != item.reason else { return nil }
        return ItemChange(procedure: id, state: state, reason: reason)
    }
}
