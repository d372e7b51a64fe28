import Site
import Ward

/// What is asked about one seat: whether it was taken, by whom in its place, or by how many.
struct SeatFields {
    let seat: Seat

    private var status: Field<AttendanceStatus?> {
        let statuses = AttendanceStatus.allCases.filter { seat.post != nil || $0 != .deputy }
        return Field<AttendanceStatus>.select(
            "status-\(seat.id)", "\(seat.label)の出欠", statuses.map { Choice($0.rawValue, $0.title) }, empty: "まだ書かない"
        ).optional
    }

    private var deputy: Field<String?> {
        Field.text("deputy-\(seat.id)", "\(seat.label)の代理の職", max: MeetingLimits.deputyScalarsMax).optional
    }

    private var count: Field<Int?> {
        Field.integer(
            "count-\(seat.id)", "\(seat.label)の出席者", in: 0...seat.count, unit: "名", hint: "空のときは\(seat.count)名です。"
        ).optional
    }

    func field(_ written: Attendance?) -> FormField {
        var fields = [status(written?.status)]
        if seat.post != nil {
            fields.append(deputy(written?.deputy))
        } else if seat.count > 1 {
            fields.append(count(written?.presentCount))
        }
        return .section("\(seat.role.title)　\(seat.label)", fields)
    }

    /// What the form says of the seat; `nil` when it says nothing.
    func read(_ form: inout FormReader, othersPresent: Bool) -> AttendanceDraft? {
        let chosen = form.value(status) ?? nil
        let deputy = form.value(deputy) ?? nil
        let count = seat.count > 1 ? form.value(count) ?? nil : nil
        if deputy != nil, let chosen, chosen != .deputy {
            form.errors.add(self.deputy.name, "代理の職を書いたときは、「\(seat.label)の出欠」を「代理出席」にしてください。")
        }
        let unsaid: AttendanceStatus? = deputy != nil ? .deputy : othersPresent ? .present : nil
        guard let status = chosen ?? unsaid else { return nil }
        let draft = AttendanceDraft(seat: seat.id, status: status, presentCount: count, deputy: deputy ?? "")
        do throws(MeetingRefusal) {
            _ = try MeetingStore.checked(draft, for: seat)
        } catch {
            form.errors.add(
                status == .deputy && seat.post != nil ? self.deputy.name : self.status.name, error.words)
        }
        return draft
    }
}
