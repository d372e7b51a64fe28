import Japanese
import Site
import Ward

/// All meetings of all bodies, newest first.
struct MeetingListPage {
    let meetings: [Meeting]
    let mayRecord: Bool

    static let link = Link("会議の記録", "/meetings")

    var page: Page {
        Page(
            Self.link.title, section: BodyPage.list.path,
            body: """
                \(mayRecord ? ButtonLink("会議を加える", "\(Self.link.path)/new", style: .primary).html : .empty)
                \(TableView(
                    caption: "会議の一覧", columns: [.rowHeader("会議"), .text("開催日"), .text("議題"), .text("状態")],
                    rows: meetings.map(Self.cells), empty: "会議の記録は、まだありません。", isCaptionHidden: true))
                """)
    }

    static func cells(_ meeting: Meeting) -> [HTML] {
        [
            "<a href=\"\(MeetingPage.path(meeting.id))\">\(meeting.title)</a>", "\(meeting.heldOn.japaneseWithWeekday)",
            "\(meeting.agenda.isEmpty ? "―" : meeting.agenda.map(\.title).joined(separator: "、"))", meeting.state.tag,
        ]
    }
}

extension MeetingState {
    var tag: HTML {
        switch self {
        case .planned: Tag(title, .waiting).html
        case .held: Tag(title, .done).html
        case .cancelled: Tag(title, .neutral).html
        }
    }
}

/// Planning a meeting: first of which body, then when and where.
struct NewMeetingPage {
    /// Bodies whose meetings the person may record.
    let bodies: [Body]
    let chosen: Body?
    let number: Int
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        let trail = chosen.map { [BodyPage.list, Link($0.name, BodyPage.path($0.id))] } ?? [MeetingListPage.link]
        return Page(
            "会議を加える", trail: trail, section: BodyPage.list.path,
            body: chosen.map(form)
                ?? """
                <p>どの会議体の会議かを選んでください。</p>
                \(LinkList(
                    bodies.map { .init($0.name, "\(MeetingListPage.link.path)/new?body=\($0.id)") },
                    empty: "あなたが会議を記録できる会議体はありません。"))
                """)
    }

    private func form(_ body: Body) -> HTML {
        """
        <p>「\(body.name)」の会議です。出欠と決定事項は、加えたあとの画面で書きます。</p>
        \(FormView(
            action: MeetingListPage.link.path, csrfToken: csrfToken, submit: "加える", errors: errors, sent: sent,
            cancel: Link("やめる", BodyPage.path(body.id)),
            fields: [
                .hidden("body", body.id.text),
                .number("number", "回", value: "\(number)", unit: "回", hint: "この会議体で何回目かを書きます。"),
                .date("heldOn", "開催日"),
                .text("place", "場所", max: MeetingLimits.placeScalarsMax, hint: "例: 区役所 第4会議室、オンライン"),
                .textArea("agenda", "議題", max: MeetingFields.agendaFieldMax, rows: 5, isRequired: false, hint: "1行に1件ずつ書きます。"),
            ]))
        """
    }
}

/// The fields of a meeting as forms send them.
enum MeetingFields {
    static let agendaFieldMax = 7000

    /// One item a line, empty lines left out.
    static func agenda(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isBlank }
    }

    static func status(_ seat: ID<Seat>) -> String { "status-\(seat)" }
    static func deputy(_ seat: ID<Seat>) -> String { "deputy-\(seat)" }
    static func count(_ seat: ID<Seat>) -> String { "count-\(seat)" }

    /// What the form says of the seats; a seat about which it says nothing is left out.
    static func attendance(
        _ reader: inout FormReader, seats: [Seat], othersPresent: Bool
    ) -> [AttendanceDraft] {
        seats.compactMap { seat in
            let chosen = reader.choice(
                status(seat.id), seat.label, as: AttendanceStatus.self, isRequired: false)
            let deputy = reader.text(
                self.deputy(seat.id), "\(seat.label)の代理の職", max: MeetingLimits.deputyScalarsMax, isRequired: false)
            let count =
                seat.count > 1
                ? reader.integer(self.count(seat.id), "\(seat.label)の出席者", in: 0...seat.count, isRequired: false) : nil
            if deputy != nil, let chosen, chosen != .deputy {
                reader.errors.add(self.deputy(seat.id), "代理の職を書いたときは、「\(seat.label)の出欠」を「代理出席」にしてください。")
            }
            let unsaid: AttendanceStatus? = deputy != nil ? .deputy : othersPresent ? .present : nil
            guard let status = chosen ?? unsaid else { return nil }
            let draft = AttendanceDraft(seat: seat.id, status: status, presentCount: count, deputy: deputy ?? "")
            do throws(MeetingRefusal) {
                _ = try MeetingStore.checked(draft, for: seat)
            } catch {
                reader.errors.add(
                    status == .deputy && seat.post != nil ? self.deputy(seat.id) : self.status(seat.id), error.words)
            }
            return draft
        }
    }
}
