import Japanese
import Site
import Storage
import Ward

/// The addresses of rounds.
enum RoundRoutes {
    private typealias Fields = RoundFields

    static let all = alone + RoundBulkRoutes.all

    private static let alone: [Route] = [
        .page("rounds", needs: .readRounds, RoundListPage.load),
        .page("rounds/new", needs: .manageRounds, NewRoundPage.load),
        .action(
            "rounds", needs: .manageRounds, summary: "四半期の進捗確認を準備する",
            fields: [Fields.quarter([]), Fields.opensOn, Fields.dueOn, Fields.closesOn, Fields.freezesOn],
            page: NewRoundPage.load
        ) { form, change in
            let (quarter, opens, due, closes, freezes) = try form.values(
                Fields.quarter(NewRoundPage.candidates(today: change.today)), Fields.opensOn, Fields.dueOn,
                Fields.closesOn, Fields.freezesOn)
            guard let version = try PlanStore.current(on: change.connection) else { throw RoundRefusal.noInitiatives }
            let round = try RoundStore.plan(
                quarter: quarter, version: version.id,
                calendar: RoundCalendar(
                    asOf: quarter.end, opensOn: opens, dueOn: due, closesOn: closes, freezesOn: freezes),
                office: try SettingStore.officeCalendar(on: change.connection), by: change.stamp, on: change.connection)
            return .done("\(quarter.japanese)を準備しました。日程を確かめて、照会を始めてください。", at: round.path)
        },
        .page("rounds/:round", needs: .readRounds, RoundPage.load), RoundDates.route,
        .action(
            "rounds/:round/days", on: Round.self, needs: .manageRounds, summary: "四半期の日程を変える",
            fields: [Fields.asOf, Fields.opensOn, Fields.dueOn, Fields.closesOn, Fields.freezesOn], page: RoundPage.load
        ) {
            round, form, change in
            let (asOf, opens, due, closes, freezes) = try form.values(
                Fields.asOf, Fields.opensOn, Fields.dueOn, Fields.closesOn, Fields.freezesOn)
            try RoundStore.reschedule(
                round,
                to: RoundCalendar(asOf: asOf, opensOn: opens, dueOn: due, closesOn: closes, freezesOn: freezes),
                office: try SettingStore.officeCalendar(on: change.connection), by: change.stamp,
                on: change.connection)
            return .done("日程を変えました。")
        },
        .action(
            "rounds/:round/discard", on: Round.self, needs: .manageRounds, summary: "準備中の四半期を削除する", fields: [],
            page: RoundPage.load,
            asks: RoundConfirmations.discard
        ) { round, _, change in
            try RoundStore.discard(round, by: change.stamp, on: change.connection)
            return .done("準備中の\(round.label)を削除しました。", at: RoundListPage.link.path)
        },
        .action(
            "rounds/:round/open", on: Round.self, needs: .manageRounds, summary: "四半期の照会を始める", fields: [],
            page: RoundPage.load,
            asks: RoundConfirmations.open
        ) { round, _, change in
            _ = try RoundStore.open(
                round.id, counting: change.request.indicators, by: change.stamp, on: change.connection)
            return .done("照会を始めました。担当の「今日の仕事」に出ています。")
        },
        .action(
            "rounds/:round/extend", on: Round.self, needs: .manageRounds, summary: "回答期限を延ばす",
            fields: [Fields.newDueOn, Fields.closesOn, Fields.freezesOn, Fields.extensionReason], page: RoundPage.load
        ) {
            round, form, change in
            let (due, closes, freezes, reason) = try form.values(
                Fields.newDueOn, Fields.closesOn, Fields.freezesOn, Fields.extensionReason)
            try RoundStore.extend(
                round, dueOn: due, closesOn: closes, freezesOn: freezes, reason: reason,
                office: try SettingStore.officeCalendar(on: change.connection), by: change.stamp,
                on: change.connection)
            return .done("回答期限を\(due.japanese)に延ばしました。各課の「今日の仕事」に、新しい期限が出ています。")
        },
        .action(
            "rounds/:round/close", on: Round.self, needs: .manageRounds, summary: "照会を締め切る", fields: [],
            page: RoundPage.load,
            asks: RoundConfirmations.close
        ) { round, _, change in
            try RoundStore.close(round, by: change.stamp, on: change.connection)
            return .done("締め切りました。回答を確かめて、確定してください。")
        },
        .page("rounds/:round/marks", needs: .readAllEntries, RoundMarksPage.load),
        .page("rounds/:round/again", needs: .manageRounds, RoundAgainPage.load),
        .action(
            "rounds/:round/reopen", on: Round.self, needs: .manageRounds, summary: "選んだ課にもう一度照会する",
            page: RoundAgainPage.load
        ) {
            round, form, change in
            let board = try RoundBoard(round, on: change.connection)
            let (units, reason) = try form.values(Fields.units(board), Fields.reason)
            try RoundStore.reopen(round, units: units, reason: reason, by: change.stamp, on: change.connection)
            return .done("選んだ課に、もう一度照会しました。")
        },
        .action(
            "rounds/:round/freeze", on: Round.self, needs: .freezeRounds, summary: "四半期を確定する", page: RoundPage.load,
            asks: RoundConfirmations.freeze
        ) { round, form, change in
            let isEarly = round.isBeforeBaseDate(change.today)
            let reason = isEarly ? try form.values(Fields.earlyReason) : nil
            try RoundFreezing.freeze(
                round.id, earlyReason: reason, counting: change.request.indicators, by: change.stamp,
                on: change.connection)
            return .done("確定しました。確定版は、これから変わりません。")
        },
        .action(
            "rounds/:round/count", on: Round.self, needs: .manageRounds, summary: "指標を数え直す", fields: [],
            page: RoundPage.load
        ) { round, _, change in
            let moved = try CountedValueStore.recount(
                round, from: change.request.indicators, by: change.stamp, on: change.connection)
            return .done(moved.isEmpty ? "数え直しました。値は変わっていません。" : "数え直しました。変わった値：\(moved.joined(separator: "、"))")
        },
        .page("rounds/:round/counts/:indicator", needs: .readEditions, CountPage.load),
        .action(
            "rounds/:round/publish", on: Round.self, needs: .freezeRounds, summary: "確定版を公表済みにする", fields: [],
            page: RoundPage.load,
            asks: RoundConfirmations.publish
        ) { round, _, change in
            try RoundStore.publish(round, by: change.stamp, on: change.connection)
            return .done("公表済みにしました。")
        },
        .action(
            "rounds/:round/amend", on: Round.self, needs: .freezeRounds, summary: "確定した四半期の訂正を始める",
            page: RoundAgainPage.load
        ) {
            round, form, change in
            let board = try RoundBoard(round, on: change.connection)
            let (units, reason, decision) = try form.values(Fields.units(board), Fields.reason, Fields.decision)
            try RoundStore.amend(
                round, units: units, reason: reason, decision: decision, by: change.stamp, on: change.connection)
            return .done("訂正を始めました。選んだ課が直したら、次の版として確定してください。")
        },
        .action(
            "rounds/:round/amend/cancel", on: Round.self, needs: .freezeRounds, summary: "四半期の訂正を取りやめる", fields: [],
            page: RoundPage.load,
            asks: RoundConfirmations.cancelAmendment
        ) { round, _, change in
            let count = try RoundStore.cancelAmendment(round, by: change.stamp, on: change.connection)
            return .done("訂正を取りやめ、回答\(count)件を第\(round.edition)版の内容に戻しました。")
        },
        .editions(
            "rounds/:round/editions/:edition", of: RoundContent.self, on: Round.self, needs: .readEditions
        ) { "\($0.title)_進捗確認\($0.limitedTo == nil ? "" : "（臨時）")" },
    ]
}

extension Round: AddressedRecord {
    public static let parameter = "round"
    public var path: String { RoundPage.path(id) }
}

extension Round {
    static let answer: AnswerShape = [
        "id": .text, "quarter": .text, "title": .text, "state": .text, "edition": .integer, "asOf": .orNull(.text),
        "opensOn": .orNull(.text), "dueOn": .orNull(.text), "closesOn": .orNull(.text), "freezesOn": .orNull(.text),
    ]

    /// For programs: stable keys.
    var summary: JSON {
        [
            "id": .string(id.text), "quarter": .string(quarter.code), "title": .string(title),
            "state": .string(state.rawValue), "edition": JSON(edition), "asOf": JSON(calendar.asOf),
            "opensOn": JSON(calendar.opensOn), "dueOn": JSON(calendar.dueOn), "closesOn": JSON(calendar.closesOn),
            "freezesOn": JSON(calendar.freezesOn),
        ]
    }
}

extension RoundBoard.Row {
    static let answer: AnswerShape = [
        "id": .text, "initiative": .text, "title": .text, "unit": .text, "state": .text, "mark": .orNull(.text),
        "returned": .flag,
    ]

    /// For programs: stable keys.
    var json: JSON {
        [
            "id": .string(entry.text), "initiative": .string(number), "title": .string(title),
            "unit": .string(unitName), "state": .string(state.rawValue), "mark": JSON(mark),
            "returned": JSON(isReturned),
        ]
    }
}
