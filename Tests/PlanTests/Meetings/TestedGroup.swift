import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

/// A tested plan with a study group that looks after its first initiative and seats the head of the first section.
struct TestedGroup: Sendable {
    let plan: TestedPlan
    let committee: Body
    let group: Body
    let other: Body

    static func use(_ kind: TestDatabase, _ body: (TestedGroup) async throws -> Void) async throws {
        try await TestedPlan.use(kind) { plan in
            let (committee, group, other) = try await plan.write { connection, stamp in
                let committee = try BodyStore.create(kind: .subcommittee, name: "部会", by: stamp, on: connection)
                let group = try BodyStore.create(
                    kind: .studyGroup, name: "標準化検討グループ", parent: committee.id, remit: "標準化を調べる。",
                    secretariat: [plan.units[0].id], by: stamp, on: connection)
                let other = try BodyStore.create(
                    kind: .studyGroup, name: "働き方改革検討グループ", parent: committee.id, by: stamp, on: connection)
                // As a notice names them: without saying to which unit the post belongs.
                let head = try PostStore.findOrCreate(title: "第1課長", unit: nil, by: stamp, on: connection)
                let second = try PostStore.findOrCreate(
                    title: "第2課長", unit: plan.units[1].id, by: stamp, on: connection)
                try BodyStore.addSeat(
                    in: group.id, role: .leader, occupant: .post(head.id), by: stamp, on: connection)
                try BodyStore.addSeat(
                    in: group.id, role: .member, occupant: .post(second.id), by: stamp, on: connection)
                try BodyStore.addSeat(
                    in: group.id, role: .member, occupant: .category("職員団体推薦", count: 3), by: stamp, on: connection)
                try connection.execute(
                    "UPDATE initiative SET study_group = \(group.id) WHERE id = \(plan.initiatives[0].id)")
                return (committee, group, other)
            }
            try await body(TestedGroup(plan: plan, committee: committee, group: group, other: other))
        }
    }

    /// 2024-07-01
    static let day = TestedPlan.start.date

    func meeting(_ number: Int = 1, on day: CivilDate = TestedGroup.day) async throws -> Meeting {
        try await plan.write { connection, stamp in
            try MeetingStore.create(
                body: group.id, number: number, heldOn: day, place: "第4会議室", agenda: ["現状の確認", "設置について"], by: stamp,
                on: connection)
        }
    }

    func seats(on day: CivilDate = TestedGroup.day) async throws -> [Seat] {
        try await plan.read { try BodyStore.seats(of: group.id, validOn: day, on: $0) }
    }

    func attend(_ meeting: Meeting) async throws {
        let drafts = try await seats(on: meeting.heldOn).map { seat in
            seat.role == .leader
                ? AttendanceDraft(seat: seat.id, status: .deputy, deputy: "第1課係長")
                : AttendanceDraft(seat: seat.id, status: .present, presentCount: seat.count > 1 ? 2 : nil)
        }
        try await plan.write { try MeetingStore.write(attendance: drafts, of: meeting, by: $1, on: $0) }
    }

    /// A confirmed meeting with one decision on the group's initiative.
    func decided(_ number: Int = 1, on day: CivilDate = TestedGroup.day) async throws -> Decision {
        let meeting = try await meeting(number, on: day)
        try await attend(meeting)
        return try await plan.write { connection, stamp in
            let decision = try MeetingStore.add(
                decision: "作業チームを設置する。", agenda: meeting.agenda[1].id, initiatives: [plan.initiatives[0].id],
                to: meeting, by: stamp, on: connection)
            try MeetingStore.confirm(meeting, by: stamp, on: connection)
            return decision
        }
    }

    static func person(
        _ role: Role, unit: ID<OfficeUnit>? = nil, body: ID<Body>? = nil
    ) -> SignedIn {
        SignedIn(
            person: ID("01J00000000000000000000PER"), name: "見本",
            assignments: [.init(role: role, unit: unit, body: body)],
            grants: WardGrants.all.merging(PlanGrants.all))
    }
}
